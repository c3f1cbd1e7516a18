namespace DistributedML.Numerics.Distributions;

/// <summary>The normal distribution.</summary>
/// <param name="mean">The mean; finite.</param>
/// <param name="deviation">The standard deviation; above 0.</param>
public sealed class Normal(double mean = 0, double deviation = 1) : Distribution
{
    const double HalfLogTwoPi = 0.9189385332046727;
    static readonly double SqrtTwo = Math.Sqrt(2);

    readonly double _deviation = Require.Positive(deviation);

    /// <inheritdoc/>
    public override double Mean { get; } = Require.Finite(mean);

    /// <inheritdoc/>
    public override double Variance => _deviation * _deviation;

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        var z = (x - Mean) / _deviation;
        return -z * z / 2 - HalfLogTwoPi - Math.Log(_deviation);
    }

    /// <inheritdoc/>
    public override double Cumulative(double x) => SpecialFunctions.Erfc((Mean - x) / _deviation / SqrtTwo) / 2;

    /// <inheritdoc/>
    public override double Survival(double x) => SpecialFunctions.Erfc((x - Mean) / _deviation / SqrtTwo) / 2;

    /// <summary>ln P(X ≤ x), far into the lower tail too.</summary>
    public double LogCumulative(double x)
    {
        var z = (Mean - x) / _deviation / SqrtTwo;
        return z > 1 ? Math.Log(SpecialFunctions.ErfcScaled(z) / 2) - z * z : SpecialFunctions.LogOnePlus(-Survival(x));
    }

    /// <inheritdoc/>
    public override double Quantile(double p) => Mean - _deviation * SqrtTwo * SpecialFunctions.ErfcInverse(2 * Require.Probability(p));

    /// <summary>The x of a counter, by Box and Muller: <see cref="CounterRandom.Normal"/>.</summary>
    public override double Sample(CounterRandom random, long counter) => Mean + _deviation * random.Normal(counter);
}
