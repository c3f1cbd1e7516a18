namespace DistributedML.Numerics.Distributions;

/// <summary>Student's t distribution, around 0 with scale 1.</summary>
/// <param name="degrees">Degrees of freedom ν; above 0.</param>
public sealed class StudentT(double degrees) : Distribution
{
    readonly double _degrees = Require.Positive(degrees);

    /// <summary>0 for ν &gt; 1; NaN otherwise.</summary>
    public override double Mean => _degrees > 1 ? 0 : double.NaN;

    /// <summary>ν / (ν − 2) for ν &gt; 2; infinity above 1; NaN otherwise.</summary>
    public override double Variance => _degrees > 2 ? _degrees / (_degrees - 2) : _degrees > 1 ? double.PositiveInfinity : double.NaN;

    /// <inheritdoc/>
    public override double LogDensity(double x) =>
        -(_degrees + 1) / 2 * SpecialFunctions.LogOnePlus(x * x / _degrees)
            - 0.5 * Math.Log(_degrees) - SpecialFunctions.LogBeta(_degrees / 2, 0.5);

    /// <inheritdoc/>
    public override double Cumulative(double x) => x <= 0 ? Tail(x) : 1 - Tail(x);

    /// <inheritdoc/>
    public override double Survival(double x) => Cumulative(-x);

    /// <inheritdoc/>
    public override double Quantile(double p)
    {
        if (Require.Probability(p) > 0.5) return -Lower(1 - p);
        return Lower(p);
    }

    double Lower(double p)
    {
        if (p == 0) return double.NegativeInfinity;
        if (p == 0.5) return 0;
        if (p > 0.25)   // near the middle 1 − ν / (ν + x²) has more digits than ν / (ν + x²)
        {
            var part = SpecialFunctions.BetaInverse(0.5, _degrees / 2, 1 - 2 * p, 2 * p);
            return -Math.Sqrt(_degrees * part / (1 - part));
        }
        var rest = SpecialFunctions.BetaInverse(_degrees / 2, 0.5, 2 * p, 1 - 2 * p);
        return -Math.Sqrt(_degrees * (1 - rest) / rest);
    }

    /// <summary>P(X &gt; |x|) = I(ν/2, ½) at ν / (ν + x²), by half; 0 where x² overflows.</summary>
    double Tail(double x)
    {
        var sum = _degrees + x * x;
        return double.IsInfinity(sum) ? 0 : SpecialFunctions.IncompleteBeta(_degrees / 2, 0.5, _degrees / sum, x * x / sum) / 2;
    }
}
