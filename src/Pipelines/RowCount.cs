using System.ComponentModel.DataAnnotations;

namespace DistributedML.Pipelines;

/// <summary>Bounds for a number of rows.</summary>
/// <param name="Min">At least.</param>
/// <param name="Max">At most; null for no bound.</param>
public sealed record RowCount(
    [property: Range(0, double.MaxValue)] long Min = 0,
    [property: Range(0, double.MaxValue)] long? Max = null);
