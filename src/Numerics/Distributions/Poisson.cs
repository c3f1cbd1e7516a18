namespace DistributedML.Numerics.Distributions;

/// <summary>The Poisson distribution of counts.</summary>
/// <param name="mean">The mean, and the variance; above 0.</param>
public sealed class Poisson(double mean) : Distribution
{
    /// <inheritdoc/>
    public override double Mean { get; } = Require.Positive(mean);

    /// <inheritdoc/>
    public override double Variance => Mean;

    /// <inheritdoc/>
    public override double LogDensity(double x) => Discrete.IsCount(x) ? SpecialFunctions.LogPoissonTerm(x, Mean) : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double Cumulative(double x) => x < 0 ? 0 : SpecialFunctions.GammaUpper(Math.Floor(x) + 1, Mean);

    /// <inheritdoc/>
    public override double Survival(double x) => x < 0 ? 1 : SpecialFunctions.GammaLower(Math.Floor(x) + 1, Mean);

    /// <inheritdoc/>
    public override double Quantile(double p) => Discrete.Quantile(this, p, double.PositiveInfinity);
}
