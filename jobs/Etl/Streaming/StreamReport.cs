namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>What a run of a streaming ETL did.</summary>
public sealed record StreamReport
{
    /// <summary>Batches that this run published.</summary>
    public long Batches { get; init; }

    /// <summary>Counts of this run.</summary>
    public RowCounts Counts { get; init; }

    /// <summary>Counts of all runs into the folder.</summary>
    public RowCounts Totals { get; init; }

    /// <summary>Events of the topic that are not read yet.</summary>
    public long Lag { get; init; }

    /// <summary>Offsets that the topic had lost before they were read, in all runs; none unless losses were to be skipped.</summary>
    public long Lost { get; init; }

    /// <summary>Time of this run.</summary>
    public double Seconds { get; init; }
}
