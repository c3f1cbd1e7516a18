namespace DistributedML.Numerics.Distributions;

/// <summary>The gamma distribution of numbers from 0 on: density x^{shape−1}·e^{−x/scale} / (Γ(shape)·scale^shape).</summary>
/// <param name="shape">The shape; above 0.</param>
/// <param name="scale">The scale; above 0.</param>
public sealed class Gamma(double shape, double scale = 1) : Distribution
{
    readonly double _shape = Require.Positive(shape);
    readonly double _scale = Require.Positive(scale);

    /// <inheritdoc/>
    public override double Mean => _shape * _scale;

    /// <inheritdoc/>
    public override double Variance => _shape * _scale * _scale;

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        if (!(x >= 0)) return double.IsNaN(x) ? x : double.NegativeInfinity;
        if (x == 0) return _shape > 1 ? double.NegativeInfinity : _shape < 1 ? double.PositiveInfinity : -Math.Log(_scale);
        if (double.IsPositiveInfinity(x)) return double.NegativeInfinity;
        return SpecialFunctions.LogPoissonTerm(_shape, x / _scale) + Math.Log(_shape) - Math.Log(x);
    }

    /// <inheritdoc/>
    public override double Cumulative(double x) => x <= 0 ? 0 : SpecialFunctions.GammaLower(_shape, x / _scale);

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : SpecialFunctions.GammaUpper(_shape, x / _scale);

    /// <inheritdoc/>
    public override double Quantile(double p) => _scale * SpecialFunctions.GammaLowerInverse(_shape, Require.Probability(p));
}
