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
    public int Factors { get; init; } = 64;

    /// <summary>Sweeps over all items and all users.</summary>
    public int Iterations { get; init; } = 15;

    /// <summary>Penalty on the squared factors.</summary>
    public double Regularization { get; init; } = 20;

    /// <summary>What a purchase adds to the confidence of 1 that every pair has, times log(1 + baskets).</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>How a row is solved.</summary>
    public AlsSolver Solver { get; init; } = AlsSolver.ConjugateGradient;

    /// <summary>Steps of conjugate gradient a row and sweep.</summary>
    public int ConjugateGradientSteps { get; init; } = 3;

    /// <summary>Seed of the factors before the first sweep.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (Factors is < 1 or > 1024) yield return new(nameof(Factors), Factors, "1 to 1024");
        if (Iterations is < 1 or > 1000) yield return new(nameof(Iterations), Iterations, "1 to 1000");
        if (!(Regularization > 0 && double.IsFinite(Regularization))) yield return new(nameof(Regularization), Regularization, "above 0");
        if (!(Alpha > 0 && double.IsFinite(Alpha))) yield return new(nameof(Alpha), Alpha, "above 0");
        if (ConjugateGradientSteps is < 1 or > 1000) yield return new(nameof(ConjugateGradientSteps), ConjugateGradientSteps, "1 to 1000");
        if (!Enum.IsDefined(Solver)) yield return new(nameof(Solver), Solver, string.Join(" or ", Enum.GetNames<AlsSolver>()));
    }
}
