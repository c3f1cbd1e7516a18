using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Recommendation;

/// <summary>How a row's least squares are solved.</summary>
public enum AlsSolver
{
    /// <summary>A few steps of conjugate gradient from the previous sweep's answer; the faster.</summary>
    ConjugateGradient,

    /// <summary>Exactly, by Cholesky decomposition.</summary>
    Cholesky,
}

/// <summary>
/// Alternating least squares on implicit feedback: minimises Σ c_ui (p_ui − x_uᵀy_i)² + regularization (‖x‖² + ‖y‖²) over all pairs, with
/// preference p = 1 where the user bought the item and confidence c = 1 + alpha · log(1 + baskets). Source: Hu, Koren and Volinsky, ICDM 2008.
/// </summary>
public sealed record AlsOptions : IOptions
{
    /// <summary>Length of a user's or an item's factors.</summary>
    [Range(1, 1024)]
    public int Factors { get; init; } = 64;

    /// <summary>Sweeps over all items and all users.</summary>
    [Range(1, 1000)]
    public int Iterations { get; init; } = 15;

    /// <summary>Penalty on the squared factors.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Regularization { get; init; } = 20;

    /// <summary>What a purchase adds to the confidence of 1 that every pair has, times log(1 + baskets).</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Alpha { get; init; } = 0.5;

    /// <summary>How a row is solved.</summary>
    public AlsSolver Solver { get; init; } = AlsSolver.ConjugateGradient;

    /// <summary>Steps of conjugate gradient a row and sweep.</summary>
    [Range(1, 1000)]
    public int ConjugateGradientSteps { get; init; } = 3;

    /// <summary>Seed of the factors before the first sweep.</summary>
    public int Seed { get; init; } = 1;
}
