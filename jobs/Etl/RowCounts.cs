namespace DistributedML.Jobs.Etl;

/// <summary>What became of rows of files, or events of a topic. RowsIn = RowsOut + RowsQuarantined + RowsDropped.</summary>
/// <param name="RowsIn">Those that were read.</param>
/// <param name="RowsOut">Those that are rows of the checked table.</param>
/// <param name="RowsQuarantined">Those that could not be read, or break an expectation.</param>
/// <param name="RowsDropped">Those that a drop rule took.</param>
public readonly record struct RowCounts(long RowsIn, long RowsOut, long RowsQuarantined, long RowsDropped)
{
    /// <summary>The counts of both.</summary>
    public static RowCounts operator +(RowCounts one, RowCounts other) =>
        new(one.RowsIn + other.RowsIn, one.RowsOut + other.RowsOut, one.RowsQuarantined + other.RowsQuarantined, one.RowsDropped + other.RowsDropped);

    /// <summary>The counts that came on top of others.</summary>
    public static RowCounts operator -(RowCounts one, RowCounts other) =>
        new(one.RowsIn - other.RowsIn, one.RowsOut - other.RowsOut, one.RowsQuarantined - other.RowsQuarantined, one.RowsDropped - other.RowsDropped);
}
