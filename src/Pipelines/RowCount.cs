namespace DistributedML.Pipelines;

/// <summary>Bounds for a number of rows.</summary>
/// <param name="Min">At least.</param>
/// <param name="Max">At most; null for no bound.</param>
public sealed record RowCount(long Min = 0, long? Max = null);
