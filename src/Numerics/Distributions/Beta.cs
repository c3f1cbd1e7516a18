namespace DistributedML.Numerics.Distributions;

/// <summary>The beta distribution of numbers from 0 to 1: density x^{a−1}·(1 − x)^{b−1} / B(a, b).</summary>
/// <param name="a">The exponent at 0; above 0.</param>
/// <param name="b">The exponent at 1; above 0.</param>
public sealed class Beta(double a, double b) : Distribution
{
    readonly double _a = Require.Positive(a);
    readonly double _b = Require.Positive(b);

    /// <inheritdoc/>
    public override double Mean => _a / (_a + _b);

    /// <inheritdoc/>
    public override double Variance => Mean * (_b / (_a + _b)) / (_a + _b + 1);

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        if (!(x is >= 0 and <= 1)) return double.IsNaN(x) ? x : double.NegativeInfinity;
        var exponent = x == 0 ? _a : x == 1 ? _b : double.NaN;
        if (exponent == 1) return Math.Log(x == 0 ? _b : _a);
        if (!double.IsNaN(exponent)) return exponent < 1 ? double.PositiveInfinity : double.NegativeInfinity;
        return SpecialFunctions.LogBetaFront(_a, _b, x, 1 - x) - Math.Log(x) - SpecialFunctions.LogOnePlus(-x);
    }

    /// <inheritdoc/>
    public override double Cumulative(double x) => x <= 0 ? 0 : x >= 1 ? 1 : SpecialFunctions.IncompleteBeta(_a, _b, x, 1 - x);

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : x >= 1 ? 0 : SpecialFunctions.IncompleteBeta(_b, _a, 1 - x, x);

    /// <inheritdoc/>
    public override double Quantile(double p) => SpecialFunctions.BetaLowerInverse(_a, _b, Require.Probability(p));
}
