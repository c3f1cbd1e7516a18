namespace DistributedML.Numerics;

/// <summary>
/// Special functions of real arguments, to about 1e-13 of the value where nothing else is said. NaN gives NaN. This file: logarithms,
/// exponentials and the logistic function where the plain formula loses digits.
/// </summary>
public static partial class SpecialFunctions
{
    const double Epsilon = 2.220446049250313e-16;
    const double HalfLogTwoPi = 0.9189385332046727;

    /// <summary>ln(1 + x), exact for small x too. Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), 1.14.1.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsPositiveInfinity(sum) || sum == 0 ? Math.Log(sum) : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>eˣ − 1, exact for small x too. Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), 1.14.1.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 1) return Math.Exp(x) - 1;
        var exponential = Math.Exp(x);
        return exponential == 1 ? x : (exponential - 1) * (x / Math.Log(exponential));
    }

    /// <summary>1 / (1 + e⁻ˣ), the inverse of <see cref="Logit"/>.</summary>
    public static double Expit(double x)
    {
        var small = Math.Exp(-Math.Abs(x));
        return (x < 0 ? small : 1) / (1 + small);
    }

    /// <summary>ln(p / (1 − p)).</summary>
    public static double Logit(double p) => p is > 0.3 and < 0.7 ? LogOnePlus((2 * p - 1) / (1 - p)) : Math.Log(p / (1 - p));

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    public static double LogOnePlusExp(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>ln Σ e^x, without overflow; −∞ for no values.</summary>
    public static double LogSumExp(ReadOnlySpan<double> values)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in values) largest = Math.Max(largest, value);
        if (!double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (var value in values) sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>
    /// x·ln(x / mean) + mean − x: half the deviance. Source: Loader, Fast and Accurate Computation of Binomial Probabilities (2000).
    /// </summary>
    static double Deviance(double x, double mean)
    {
        if (x == 0) return mean;
        if (!(Math.Abs(x - mean) < 0.1 * (x + mean))) return x * Math.Log(x / mean) + mean - x;
        double v = (x - mean) / (x + mean), sum = (x - mean) * v, term = 2 * x * v;
        for (var odd = 3; odd < 200; odd += 2)
        {
            term *= v * v;
            var next = sum + term / odd;
            if (next == sum) break;
            sum = next;
        }
        return sum;
    }
}
