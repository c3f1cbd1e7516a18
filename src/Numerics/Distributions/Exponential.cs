namespace DistributedML.Numerics.Distributions;

/// <summary>The exponential distribution: density rate·e^{−rate·x} for x from 0 on.</summary>
/// <param name="rate">The rate, one by the mean; above 0.</param>
public sealed class Exponential(double rate = 1) : Distribution
{
    readonly double _rate = Require.Positive(rate);

    /// <inheritdoc/>
    public override double Mean => 1 / _rate;

    /// <inheritdoc/>
    public override double Variance => 1 / (_rate * _rate);

    /// <inheritdoc/>
    public override double LogDensity(double x) => x < 0 ? double.NegativeInfinity : Math.Log(_rate) - _rate * x;

    /// <inheritdoc/>
    public override double Cumulative(double x) => x <= 0 ? 0 : -SpecialFunctions.ExpMinusOne(-_rate * x);

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : Math.Exp(-_rate * x);

    /// <inheritdoc/>
    public override double Quantile(double p) => -SpecialFunctions.LogOnePlus(-Require.Probability(p)) / _rate;
}
