using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Logistic regression of two or more classes: minimises Σw·(−ln p of the row's class) + ½·L2·‖β‖². Two classes have one vector of
/// coefficients, more have one each (softmax). Intercepts are not penalised. Optimised by L-BFGS over centred and scaled columns, which
/// changes the way and not the minimum. Every evaluation is one pass over the rows. Source: Liu and Nocedal, Mathematical Programming 45
/// (1989).
/// </summary>
public sealed record LogisticRegressionOptions : IOptions
{
    /// <summary>Penalty against the sum of the losses; 1/C of scikit-learn.</summary>
    [Range(0, double.MaxValue)]
    public double L2 { get; init; } = 1.0;

    /// <summary>Whether there are intercepts; otherwise they are 0.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>
    /// Whether rows are weighted by total weight / (classes · weight of the row's class), so that every class counts the same.
    /// </summary>
    public bool Balanced { get; init; }

    /// <summary>The optimisation ends when no component of the mean loss's gradient over scaled columns is larger.</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Steps of L-BFGS at the most. A model that needed more says so: <see cref="LogisticModel.Converged"/>.</summary>
    [Range(1, 1_000_000)]
    public int MaxIterations { get; init; } = 1000;
}
