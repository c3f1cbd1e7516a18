namespace DistributedML.Numerics.Distributions;

/// <summary>The binomial distribution: successes among independent trials.</summary>
public sealed class Binomial : Distribution
{
    readonly int _trials;
    readonly double _probability;

    /// <summary>Successes among n trials.</summary>
    /// <param name="trials">n; at least 0.</param>
    /// <param name="probability">A success's probability.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public Binomial(int trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        (_trials, _probability) = (trials, Require.Probability(probability));
    }

    /// <inheritdoc/>
    public override double Mean => _trials * _probability;

    /// <inheritdoc/>
    public override double Variance => _trials * _probability * (1 - _probability);

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        if (!Discrete.IsCount(x) || x > _trials) return double.NegativeInfinity;
        if (x == 0) return _trials == 0 ? 0 : _trials * SpecialFunctions.LogOnePlus(-_probability);
        if (x == _trials) return _trials * Math.Log(_probability);
        if (_probability is 0 or 1) return double.NegativeInfinity;
        var rest = _trials - x;   // the mass is the beta's front without its a·b / (a + b)
        return SpecialFunctions.LogBetaFront(x, rest, _probability, 1 - _probability) + Math.Log(_trials) - Math.Log(x) - Math.Log(rest);
    }

    /// <inheritdoc/>
    public override double Cumulative(double x)
    {
        var count = Math.Floor(x);
        if (count < 0) return 0;
        return count >= _trials ? 1 : SpecialFunctions.IncompleteBeta(_trials - count, count + 1, 1 - _probability, _probability);
    }

    /// <inheritdoc/>
    public override double Survival(double x)
    {
        var count = Math.Floor(x);
        if (count < 0) return 1;
        return count >= _trials ? 0 : SpecialFunctions.IncompleteBeta(count + 1, _trials - count, _probability, 1 - _probability);
    }

    /// <inheritdoc/>
    public override double Quantile(double p) => Discrete.Quantile(this, p, _trials);
}
