namespace DistributedML.Jobs.Etl;

/// <summary>Where the files of one version of a pipeline's tables lie. Globs are for Parquet readers.</summary>
/// <param name="Folder">The version's folder.</param>
/// <param name="Table">The checked table's name.</param>
public sealed record PublishedFiles(string Folder, string Table)
{
    /// <summary>The checked table: a folder a day.</summary>
    public string Rows => Path.Combine(Folder, Table, "*", "*.parquet");

    /// <summary>Rows in quarantine: the table's columns, and rule, reason, file, line, raw.</summary>
    public string Quarantine => Path.Combine(Folder, "quarantine.parquet");

    /// <summary>Dropped rows: the table's columns, and rule, file, line.</summary>
    public string Dropped => Path.Combine(Folder, "dropped.parquet");

    /// <summary>A feature table.</summary>
    public string Feature(string name) => Path.Combine(Folder, $"{name}.parquet");

    internal string Manifest => Path.Combine(Folder, "manifest.json");

    internal string Day(string day) => Path.Combine(Folder, Table, $"day={day}");

    internal IReadOnlyList<string> OfDays(IEnumerable<string> days) => [.. days.Select(day => Path.Combine(Day(day), "*.parquet"))];
}
