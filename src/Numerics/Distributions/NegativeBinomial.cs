namespace DistributedML.Numerics.Distributions;

/// <summary>
/// The negative binomial distribution: failures before some successes, or a Poisson count whose mean is gamma distributed.
/// </summary>
public sealed class NegativeBinomial : Distribution
{
    readonly double _successes;
    readonly double _probability;

    /// <summary>Failures before a number of successes.</summary>
    /// <param name="successes">How many successes, whole or not; above 0.</param>
    /// <param name="probability">A success's probability; above 0, below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public NegativeBinomial(double successes, double probability)
    {
        _successes = Require.Positive(successes);
        if (!(probability is > 0 and < 1))
        {
            var message = $"probability is {probability}; expected more than 0 and less than 1";
            throw new ArgumentOutOfRangeException(nameof(probability), probability, message);
        }
        _probability = probability;
    }

    /// <inheritdoc/>
    public override double Mean => _successes * (1 - _probability) / _probability;

    /// <inheritdoc/>
    public override double Variance => Mean / _probability;

    /// <summary>Counts with a mean m and the variance m + dispersion·m².</summary>
    public static NegativeBinomial OfMean(double mean, double dispersion) =>
        new(1 / Require.Positive(dispersion), 1 / (1 + dispersion * Require.Positive(mean)));

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        if (!Discrete.IsCount(x)) return double.NegativeInfinity;
        if (x == 0) return _successes * Math.Log(_probability);
        return SpecialFunctions.LogBetaFront(_successes, x, _probability, 1 - _probability) - Math.Log(x);
    }

    /// <inheritdoc/>
    public override double Cumulative(double x) =>
        x < 0 ? 0 : SpecialFunctions.IncompleteBeta(_successes, Math.Floor(x) + 1, _probability, 1 - _probability);

    /// <inheritdoc/>
    public override double Survival(double x) =>
        x < 0 ? 1 : SpecialFunctions.IncompleteBeta(Math.Floor(x) + 1, _successes, 1 - _probability, _probability);

    /// <inheritdoc/>
    public override double Quantile(double p) => Discrete.Quantile(this, p, double.PositiveInfinity);
}
