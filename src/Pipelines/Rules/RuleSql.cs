using System.Globalization;

namespace DistributedML.Pipelines.Rules;

/// <summary>Rules as SQL that DuckDB and Spark read alike.</summary>
public static class RuleSql
{
    /// <summary>All rules as one SQL condition; "true" when there are none.</summary>
    public static string All(IEnumerable<CompiledRule> rules) =>
        string.Join(" and ", rules.Select(rule => rule.Sql).DefaultIfEmpty("true"));

    /// <summary>A name as an SQL identifier.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>A text as an SQL literal.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''")}'";

    /// <summary>SQL of the distinct values of a table's column, without null, under a name.</summary>
    public static string Keys(Table table, string column, string name) =>
        $"select distinct {Name(column)} as {Name(name)} from {table.Name} where {Name(column)} is not null";

    internal static string Condition(ColumnRule rule, ColumnType type)
    {
        var column = Name(rule.Column);
        var parts = new List<string>();
        var number = type == ColumnType.Integer ? $"{column}::double" : column;   // as the checks of events compare
        if (rule.Min is { } min) parts.Add($"{number} >= {Number(min)}");
        if (rule.Max is { } max) parts.Add($"{number} <= {Number(max)}");
        if (rule.Above is { } above) parts.Add($"{number} > {Number(above)}");
        if (rule.Below is { } below) parts.Add($"{number} < {Number(below)}");
        if (parts.Count > 0 && type == ColumnType.Double) parts.Add($"not isnan({column})");   // to DuckDB, NaN is above all numbers
        if (rule.In is { } values) parts.Add(values.Count == 0 ? "false" : $"{column} in ({string.Join(", ", values.Select(Text))})");
        if (rule.Pattern is { } pattern) parts.Add($"regexp_full_match({column}, {Text(new Pattern(pattern).Sql)})");
        if (parts.Count == 0) return rule.NotNull ? $"{column} is not null" : "true";
        var holds = string.Join(" and ", parts);
        return rule.NotNull ? $"({column} is not null and {holds})" : $"({column} is null or ({holds}))";
    }

    internal static string Reason(ColumnRule rule, ColumnType type, string expected)
    {
        var value = type == ColumnType.String ? $"'''' || {Name(rule.Column)} || ''''" : $"{Name(rule.Column)}::string";
        return $"case when not {Condition(rule, type)} then {Text($"{rule.Column} is ")} || coalesce({value}, 'null') || {Text($"; expected {expected}")} end";
    }

    static string Number(double number) => $"{number.ToString("E16", CultureInfo.InvariantCulture)}::double";
}
