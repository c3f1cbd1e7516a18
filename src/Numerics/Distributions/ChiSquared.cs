namespace DistributedML.Numerics.Distributions;

/// <summary>The chi-squared distribution: the sum of squares of standard normal numbers.</summary>
/// <param name="degrees">Degrees of freedom; above 0.</param>
public sealed class ChiSquared(double degrees) : Distribution
{
    readonly Gamma _gamma = new(Require.Positive(degrees) / 2, 2);

    /// <inheritdoc/>
    public override double Mean => _gamma.Mean;

    /// <inheritdoc/>
    public override double Variance => _gamma.Variance;

    /// <inheritdoc/>
    public override double LogDensity(double x) => _gamma.LogDensity(x);

    /// <inheritdoc/>
    public override double Cumulative(double x) => _gamma.Cumulative(x);

    /// <inheritdoc/>
    public override double Survival(double x) => _gamma.Survival(x);

    /// <inheritdoc/>
    public override double Quantile(double p) => _gamma.Quantile(p);
}
