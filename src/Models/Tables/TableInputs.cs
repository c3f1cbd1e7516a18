using DistributedML.Data.DuckDb;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>What a model reads of a table.</summary>
/// <param name="Features">The features, in order.</param>
/// <param name="Columns">The columns that they are read from, in the table's order.</param>
sealed record TableInputs(IReadOnlyList<FeatureDefinition> Features, IReadOnlyList<ColumnDefinition> Columns)
{
    static readonly Lazy<SqlParser> Parser = new(() => new SqlParser());

    /// <summary>Whether some feature is an expression.</summary>
    public bool HasSql => Features.Any(feature => feature.Sql is not null);

    /// <summary>The inputs of a definition. Columns that the table does not have are among the features, not among the columns.</summary>
    public static TableInputs Of(TableDefinition definition, Table table)
    {
        var beside = new[] { table.Id, table.Time, definition.TargetColumn, definition.WeightColumn, definition.Validate?.Group }
            .Concat(definition.Exclude).OfType<string>().ToHashSet();
        var features = definition.Features.Count > 0
            ? definition.Features.Where(feature => !definition.Exclude.Contains(feature.Name)).ToList()
            : [.. table.Columns.Where(column => !beside.Contains(column.Name)).Select(column => new FeatureDefinition(column.Name))];
        var names = features.SelectMany(ColumnsOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(features, [.. table.Columns.Where(column => names.Contains(column.Name)).Select(column => new ColumnDefinition(column.Name, column.Type))]);
    }

    /// <summary>Whether a feature is an expression that looks beyond its row.</summary>
    public static bool LooksBeyondRow(FeatureDefinition feature) => feature.Sql is { } sql && Parser.Value.LooksBeyondRow(sql);

    /// <summary>The names of the columns that a feature reads; none for an expression that is no SQL, which the engine will refuse.</summary>
    public static IReadOnlyList<string> ColumnsOf(FeatureDefinition feature) =>
        feature.Sql is null ? [feature.Name] : Parser.Value.ColumnsIn(feature.Sql) ?? [];
}
