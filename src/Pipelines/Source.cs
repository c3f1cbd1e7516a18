namespace DistributedML.Pipelines;

/// <summary>The raw files of a pipeline: each of their rows becomes a row of the checked table.</summary>
public sealed record Source : FileSource
{
    /// <summary>The time zone of the table's times, an IANA name as "Europe/Berlin": texts with an offset and epochs are brought to it. Texts without offset stay as they are.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Further files, whose columns are put beside those of the source's rows.</summary>
    public IReadOnlyList<JoinedSource> Join { get; init; } = [];

    /// <summary>All columns that SQL may use: the source's own, then those of the joined sources without their keys.</summary>
    public IEnumerable<SourceColumn> AllColumns => Columns.Concat(Join.SelectMany(join => join.Added));
}

/// <summary>Formats of raw files.</summary>
public enum SourceFormat
{
    /// <summary>Separated values: RFC 4180 unless the source's options say otherwise.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A JSON object on each line.</summary>
    JsonLines,

    /// <summary>The same, as its files are called.</summary>
    Jsonl = JsonLines,
}
