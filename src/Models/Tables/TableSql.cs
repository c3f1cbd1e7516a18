using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Tables;

/// <summary>The queries of a model's rows: features under their names, and beside them what the columns below are called.</summary>
static class TableSql
{
    /// <summary>The column of ids.</summary>
    public const string Id = "#id";

    /// <summary>The column that rows are chosen by.</summary>
    public const string Key = "#key";

    /// <summary>The column of times.</summary>
    public const string Time = "#time";

    /// <summary>The column of targets.</summary>
    public const string Target = "#target";

    /// <summary>The column of weights.</summary>
    public const string Weight = "#weight";

    /// <summary>What training and measuring read.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="table">The table.</param>
    /// <param name="selected">The features, or the columns that they are computed from.</param>
    /// <param name="rows">FROM and WHERE.</param>
    public static string Learning(TableDefinition definition, Table table, IEnumerable<string> selected, string rows)
    {
        var key = RuleSql.Name(definition.Validation().Group ?? table.Id);
        var columns = selected
            .Append($"coalesce({key}::string, '') as {RuleSql.Name(Key)}")
            .Append($"{RuleSql.Name(table.Time)} as {RuleSql.Name(Time)}");
        if (definition.TargetColumn is { } target) columns = columns.Append($"{RuleSql.Name(target)} as {RuleSql.Name(Target)}");
        if (definition.WeightColumn is { } weight) columns = columns.Append($"{RuleSql.Name(weight)} as {RuleSql.Name(Weight)}");
        return $"select {string.Join(", ", columns)} {rows}";
    }

    /// <summary>What batch predictions read: the id, and the columns that the features are read from.</summary>
    public static string Scoring(Table table, IReadOnlyList<ColumnDefinition> columns, string rows) =>
        $"select {string.Join(", ", columns.Select(column => RuleSql.Name(column.Name)).Prepend($"{RuleSql.Name(table.Id)} as {RuleSql.Name(Id)}"))} {rows}";

    /// <summary>A feature under its name.</summary>
    public static string Feature(FeatureDefinition feature) =>
        $"{(feature.Sql is { } sql ? $"({sql}\n)" : RuleSql.Name(feature.Name))} as {RuleSql.Name(feature.Name)}";
}
