namespace DistributedML.Numerics.Distributions;

/// <summary>The uniform distribution between two numbers.</summary>
public sealed class Uniform : Distribution
{
    readonly double _low;
    readonly double _width;

    /// <summary>Uniform from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, or the ends are not in order.</exception>
    public Uniform(double low = 0, double high = 1)
    {
        (_low, _width) = (Require.Finite(low), Require.Finite(high) - low);
        Require.Positive(_width, "high - low");
    }

    /// <inheritdoc/>
    public override double Mean => _low + _width / 2;

    /// <inheritdoc/>
    public override double Variance => _width * _width / 12;

    /// <inheritdoc/>
    public override double LogDensity(double x) => x >= _low && x <= _low + _width ? -Math.Log(_width) : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double Cumulative(double x) => Math.Clamp((x - _low) / _width, 0, 1);

    /// <inheritdoc/>
    public override double Survival(double x) => Math.Clamp((_low + _width - x) / _width, 0, 1);

    /// <inheritdoc/>
    public override double Quantile(double p) => _low + _width * Require.Probability(p);
}
