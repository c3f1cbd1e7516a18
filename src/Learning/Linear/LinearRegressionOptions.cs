namespace DistributedML.Learning.Linear;

/// <summary>
/// Ordinary least squares: minimises Σw(y − x·β − b)² over rows of d features. When columns depend on each other it gives the solution of
/// minimal norm. One pass over the rows; memory d², time n·d²/2 + d³/6.
/// </summary>
public sealed record LinearRegressionOptions : IOptions
{
    /// <summary>Whether there is an intercept b; otherwise it is 0.</summary>
    public bool Intercept { get; init; } = true;
}
