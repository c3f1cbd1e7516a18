namespace DistributedML.Pipelines;

/// <summary>The raw files of a pipeline.</summary>
public sealed record Source
{
    /// <summary>Glob below the data folder: "*.csv", "**/*.parquet".</summary>
    public required string Files { get; init; }

    /// <summary>Format of the files.</summary>
    public SourceFormat Format { get; init; } = SourceFormat.Csv;

    /// <summary>The columns that every file must have, with the types that their texts must parse as. Empty texts are nulls.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }
}

/// <summary>Formats of raw files.</summary>
public enum SourceFormat
{
    /// <summary>Comma-separated values with a header line, UTF-8, RFC 4180.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
