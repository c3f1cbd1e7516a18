namespace DistributedML.Numerics;

/// <content>The beta function and relatives.</content>
public static partial class SpecialFunctions
{
    /// <summary>ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b) for a, b &gt; 0, without their cancellation where one is large.</summary>
    public static double LogBeta(double a, double b)
    {
        if (a > b) (a, b) = (b, a);
        if (!(a > 0)) return double.NaN;
        if (b < 10) return LogGamma(a) + LogGamma(b) - LogGamma(a + b);
        // ln Γ(b) − ln Γ(a + b) by Stirling's series
        return LogGamma(a) + StirlingSeries(b) - StirlingSeries(a + b) + a - a * Math.Log(a + b) - (b - 0.5) * LogOnePlus(a / b);
    }

    /// <summary>Iₓ(a, b) = ∫₀ˣ tᵃ⁻¹(1 − t)ᵇ⁻¹ dt / B(a, b) for a, b &gt; 0 and x in [0, 1]; NaN elsewhere.</summary>
    public static double BetaLower(double a, double b, double x) => IncompleteBeta(a, b, x, 1 - x);

    /// <summary>The x with Iₓ(a, b) = p.</summary>
    public static double BetaLowerInverse(double a, double b, double p) => BetaInverse(a, b, p, 1 - p);

    /// <summary>Iₓ(a, b), where 1 − x is known with all its digits.</summary>
    internal static double IncompleteBeta(double a, double b, double x, double complement)
    {
        if (!(a > 0) || !(b > 0) || !(x >= 0) || !(complement >= 0)) return double.NaN;
        if (x == 0) return 0;
        if (complement == 0) return 1;
        return x <= (a + 1) / (a + b + 2) ? BetaTail(a, b, x, complement) : 1 - BetaTail(b, a, complement, x);
    }

    /// <summary>The x with Iₓ(a, b) = p, where q = 1 − p is known with all its digits.</summary>
    internal static double BetaInverse(double a, double b, double p, double q)
    {
        if (!(a > 0) || !(b > 0) || !(p is >= 0 and <= 1)) return double.NaN;
        if (p == 0 || q == 0) return p == 0 ? 0 : 1;
        return IncompleteBeta(a, b, a / (a + b), b / (a + b)) < p ? 1 - BetaInverseBelowMean(b, a, q, p) : BetaInverseBelowMean(a, b, p, q);
    }

    /// <summary>Newton's method on the logarithm of the smaller tail over ln x.</summary>
    static double BetaInverseBelowMean(double a, double b, double p, double q)
    {
        var mean = a / (a + b);
        var start = Math.Min(Math.Log(mean), (Math.Log(p) + Math.Log(a) + LogBeta(a, b)) / a);   // for small x, Iₓ = xᵃ / (a·B(a, b))
        var lower = p <= q;
        return Math.Min(1, Math.Exp(TailSearch.Solve(start, Math.Log(lower ? p : q), lower, u =>
        {
            double x = Math.Min(1, Math.Exp(u)), rest = -ExpMinusOne(Math.Min(0, u));
            var tail = lower ? IncompleteBeta(a, b, x, rest) : IncompleteBeta(b, a, rest, x);
            return (Math.Log(tail), Math.Exp(LogBetaFront(a, b, x, rest)) / rest / tail);
        })));
    }

    /// <summary>ln of xᵃ·yᵇ / B(a, b) for x + y = 1. Source: Loader (2000), for the binomial mass.</summary>
    internal static double LogBetaFront(double a, double b, double x, double y)
    {
        var n = a + b;
        return StirlingError(n) - StirlingError(a) - StirlingError(b) - Deviance(a, n * x) - Deviance(b, n * y)
            + 0.5 * (Math.Log(a) + Math.Log(b) - Math.Log(n)) - HalfLogTwoPi;
    }

    /// <summary>Iₓ(a, b) for x up to about the mean: continued fraction 8.17.22 of the NIST Handbook (2010), by Lentz's method.</summary>
    static double BetaTail(double a, double b, double x, double complement)
    {
        double c = 1, d = 1 / NonZero(1 - (a + b) * x / (a + 1)), fraction = d;
        for (var n = 1; n < MaxTerms; n++)
        {
            var even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n));
            d = 1 / NonZero(1 + even * d);
            c = NonZero(1 + even / c);
            fraction *= d * c;
            var odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1));
            d = 1 / NonZero(1 + odd * d);
            c = NonZero(1 + odd / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) <= Epsilon) break;
        }
        return Math.Exp(LogBetaFront(a, b, x, complement)) * fraction / a;
    }
}
