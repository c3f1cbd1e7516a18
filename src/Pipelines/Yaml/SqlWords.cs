namespace DistributedML.Pipelines.Yaml;

/// <summary>Words that SQL keeps for itself.</summary>
public static class SqlWords
{
    /// <summary>Columns that the program's own tables have beside the pipeline's.</summary>
    public static IReadOnlySet<string> OwnColumns { get; } =
        new HashSet<string>(["file", "line", "problem", "raw", "rule", "reason", "day", "number", "path"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The words that cannot name a table: reserved words and those of types and functions, as <c>duckdb_keywords()</c> lists them.
    /// </summary>
    public static IReadOnlySet<string> Reserved { get; } = """
        all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check collate collation
        column columns concurrently constraint create cross default deferrable desc describe distinct do else end except false fetch for
        foreign freeze from full generated glob group having ilike in initially inner intersect into is isnull join lambda lateral leading
        left like limit map natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing
        positional primary qualify references returning right select semi show similar some struct summarize symmetric table tablesample
        then to trailing true try_cast union unique unpack unpivot using variadic verbose when where window with
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
}
