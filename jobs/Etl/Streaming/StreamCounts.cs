namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>What became of a topic's events. RowsIn = RowsOut + RowsQuarantined + RowsDropped.</summary>
/// <param name="RowsIn">Events that were read.</param>
/// <param name="RowsOut">Those that are rows of the checked table.</param>
/// <param name="RowsQuarantined">Those that are no events of the table, or break an expectation.</param>
/// <param name="RowsDropped">Those that a drop rule took.</param>
public readonly record struct StreamCounts(long RowsIn, long RowsOut, long RowsQuarantined, long RowsDropped)
{
    /// <summary>The counts of both.</summary>
    public static StreamCounts operator +(StreamCounts one, StreamCounts other) =>
        new(one.RowsIn + other.RowsIn, one.RowsOut + other.RowsOut, one.RowsQuarantined + other.RowsQuarantined, one.RowsDropped + other.RowsDropped);

    /// <summary>The counts that came on top of others.</summary>
    public static StreamCounts operator -(StreamCounts one, StreamCounts other) =>
        new(one.RowsIn - other.RowsIn, one.RowsOut - other.RowsOut, one.RowsQuarantined - other.RowsQuarantined, one.RowsDropped - other.RowsDropped);
}
