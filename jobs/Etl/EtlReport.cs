namespace DistributedML.Jobs.Etl;

/// <summary>
/// What an ETL run found and made. Counts are of the whole table, not of the files that this run read. RowsIn = RowsOut + RowsQuarantined + RowsDropped.
/// </summary>
public sealed record EtlReport
{
    /// <summary>What the run had to do.</summary>
    public required EtlMode Mode { get; init; }

    /// <summary>Files of the source.</summary>
    public required int Files { get; init; }

    /// <summary>Files that this run read.</summary>
    public required int FilesRead { get; init; }

    /// <summary>Rows of the source's files.</summary>
    public required long RowsIn { get; init; }

    /// <summary>Rows of the published table.</summary>
    public required long RowsOut { get; init; }

    /// <summary>Rows that broke an expectation.</summary>
    public required long RowsQuarantined { get; init; }

    /// <summary>Rows that a drop rule took.</summary>
    public required long RowsDropped { get; init; }

    /// <summary>Rows that each drop rule took: first those of inner joins, then in the pipeline's order.</summary>
    public required IReadOnlyList<NamedCount> Dropped { get; init; }

    /// <summary>Rows in quarantine by the first expectation that they broke, most first.</summary>
    public required IReadOnlyList<NamedCount> Quarantined { get; init; }

    /// <summary>The reasons of the rows in quarantine, each with its first row, most first; the first 20 of them.</summary>
    public required IReadOnlyList<QuarantineReason> Reasons { get; init; }

    /// <summary>Rows without a match in each joined source, whatever became of them.</summary>
    public required IReadOnlyList<NamedCount> Unmatched { get; init; }

    /// <summary>The pipeline's facts, over all rows that could be read.</summary>
    public required IReadOnlyList<NamedValue> Facts { get; init; }

    /// <summary>Rows of each feature table.</summary>
    public required IReadOnlyList<NamedCount> Features { get; init; }

    /// <summary>Hash of the source's files and of what the pipeline does with them: equal fingerprint, equal table.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Time of this run.</summary>
    public required double Seconds { get; init; }
}

/// <summary>What an ETL run had to do.</summary>
public enum EtlMode
{
    /// <summary>Nothing: the published table is that of the files.</summary>
    Unchanged,

    /// <summary>The days of new, changed and removed files.</summary>
    Changed,

    /// <summary>Everything.</summary>
    Whole,
}

/// <summary>A count under a name.</summary>
public sealed record NamedCount(string Name, long Rows);

/// <summary>A figure under a name; null when it has no value.</summary>
public sealed record NamedValue(string Name, double? Value);
