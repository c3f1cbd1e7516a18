using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Least squares with an L2 penalty: minimises Σw(y − x·β − b)² + L2·‖β‖² over rows of d features; the intercept b is not penalised.
/// One pass over the rows; memory d², time n·d²/2 + d³/6. Source: Hoerl and Kennard, Technometrics 12 (1970).
/// </summary>
public sealed record RidgeOptions : IOptions
{
    /// <summary>Penalty, in units of y² per β²; scikit-learn's <c>alpha</c>.</summary>
    [Range(0, double.MaxValue)]
    public double L2 { get; init; } = 1.0;

    /// <summary>Whether there is an intercept b; otherwise it is 0.</summary>
    public bool Intercept { get; init; } = true;
}
