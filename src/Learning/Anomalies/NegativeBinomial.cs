namespace DistributedML.Learning.Anomalies;

/// <summary>Tails of a count with mean m and variance m + φm². φ → 0 is Poisson; φ is kept at 0.001 or above.</summary>
public static class NegativeBinomial
{
    const double SmallestDispersion = 1e-3;

    /// <summary>−ln P(N = 0) for a mean above 0.</summary>
    public static double ZeroSurprise(double mean, double dispersion)
    {
        dispersion = Math.Max(dispersion, SmallestDispersion);
        return Math.Log(1 + dispersion * mean) / dispersion;
    }

    /// <summary>−ln P(N ≥ count): the regularised incomplete beta function I_q(count, 1/φ) with q = φm / (1 + φm), by Lentz's continued fraction.</summary>
    public static double TailSurprise(int count, double mean, double dispersion)
    {
        if (count <= 0) return 0;
        dispersion = Math.Max(dispersion, SmallestDispersion);
        double size = 1 / dispersion, q = dispersion * mean / (1 + dispersion * mean);
        var logFront = LogGamma(count + size) - LogGamma(count) - LogGamma(size) + count * Math.Log(q) - size * Math.Log(1 + dispersion * mean);
        if (q > (count + 1) / (count + size + 2))
            return -Math.Log(Math.Max(double.Epsilon, 1 - Math.Exp(logFront) * Fraction(1 - q, size, count) / size));
        return -(logFront + Math.Log(Fraction(q, count, size) / count));
    }

    static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        double c = 1, d = 1 / NonZero(1 - (a + b) * x / (a + 1)), h = d;
        for (var i = 1; i <= 10_000; i++)
        {
            var even = i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i));
            d = 1 / NonZero(1 + even * d);
            c = NonZero(1 + even / c);
            h *= d * c;
            var odd = -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1));
            d = 1 / NonZero(1 + odd * d);
            c = NonZero(1 + odd / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < 1e-12) break;
        }
        return h;

        static double NonZero(double value) => Math.Abs(value) < tiny ? tiny : value;
    }

    /// <summary>ln Γ(x) for x above 0: Stirling's series after shifting x to 8 or more; error below 1e-12.</summary>
    static double LogGamma(double x)
    {
        double product = 1;
        for (; x < 8; x++) product *= x;
        double inverse = 1 / x, square = inverse * inverse;
        var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (x - 0.5) * Math.Log(x) - x + 0.91893853320467274178 + series - Math.Log(product);
    }
}
