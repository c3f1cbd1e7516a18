namespace DistributedML.Numerics.Distributions;

/// <summary>Fisher's F distribution: the ratio of two chi-squared numbers, each by its degrees of freedom.</summary>
/// <param name="numerator">Degrees of freedom above the line; above 0.</param>
/// <param name="denominator">Degrees of freedom below the line; above 0.</param>
public sealed class FisherF(double numerator, double denominator) : Distribution
{
    readonly double _above = Require.Positive(numerator);
    readonly double _below = Require.Positive(denominator);

    /// <summary>d / (d − 2) for d &gt; 2 degrees below the line; infinity otherwise.</summary>
    public override double Mean => _below > 2 ? _below / (_below - 2) : double.PositiveInfinity;

    /// <summary>Finite for more than 4 degrees below the line; infinity above 2; NaN otherwise.</summary>
    public override double Variance => _below > 4
        ? 2 * _below * _below * (_above + _below - 2) / (_above * (_below - 2) * (_below - 2) * (_below - 4))
        : _below > 2 ? double.PositiveInfinity : double.NaN;

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        if (!(x >= 0)) return double.IsNaN(x) ? x : double.NegativeInfinity;
        if (x == 0) return _above > 2 ? double.NegativeInfinity : _above < 2 ? double.PositiveInfinity : 0;
        var sum = _above * x + _below;
        return double.IsInfinity(sum)
            ? double.NegativeInfinity
            : SpecialFunctions.LogBetaFront(_above / 2, _below / 2, _above * x / sum, _below / sum) - Math.Log(x);
    }

    /// <inheritdoc/>
    public override double Cumulative(double x) => x <= 0 ? 0 : Part(x, upper: false);

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : Part(x, upper: true);

    /// <inheritdoc/>
    public override double Quantile(double p)
    {
        Require.Probability(p);
        if (p > 0.5)
        {
            var rest = SpecialFunctions.BetaInverse(_below / 2, _above / 2, 1 - p, p);
            return _below * (1 - rest) / (_above * rest);
        }
        var part = SpecialFunctions.BetaInverse(_above / 2, _below / 2, p, 1 - p);
        return _below * part / (_above * (1 - part));
    }

    double Part(double x, bool upper)
    {
        var sum = _above * x + _below;
        if (double.IsInfinity(sum)) return upper ? 0 : 1;
        double part = _above * x / sum, rest = _below / sum;
        return upper
            ? SpecialFunctions.IncompleteBeta(_below / 2, _above / 2, rest, part)
            : SpecialFunctions.IncompleteBeta(_above / 2, _below / 2, part, rest);
    }
}
