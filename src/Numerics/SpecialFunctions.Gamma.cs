namespace DistributedML.Numerics;

/// <content>The gamma function's logarithm and relatives.</content>
public static partial class SpecialFunctions
{
    const int MaxTerms = 1_000_000;
    const double Least = 1e-300;   // stands for 0 in continued fractions (Lentz)
    const double EulerGamma = 0.5772156649015329;

    /// <summary>(ζ(k) − 1) / k for k from 2. SciPy 1.17.1: scipy.special.zetac(k) / k.</summary>
    static readonly double[] Zeta =
    [
        0.3224670334241132, 0.0673523010531981, 0.020580808427784546, 0.007385551028673986, 0.0028905103307415234, 0.001192753911703261,
        0.0005096695247430425, 0.00022315475845357936, 9.945751278180853e-05, 4.492623673813314e-05, 2.0507212775670694e-05,
        9.439488275268395e-06, 4.374866789907487e-06, 2.039215753801366e-06, 9.55141213040742e-07,
        4.492469198764566e-07, 2.1207184805554667e-07,
        1.00432248239681e-07, 4.769810169363981e-08, 2.2711094608943164e-08, 1.0838659214896955e-08,
        5.183475041970047e-09, 2.4836745438024785e-09,
        1.1921401405860912e-09, 5.731367241678862e-10, 2.7595228851242334e-10, 1.3304764374244491e-10,
    ];

    /// <summary>
    /// ln |Γ(x)|; infinity at 0 and the negative integers. Near 1 and 2 by the series of ln Γ(2 + z), from 10 on by Stirling's:
    /// Abramowitz and Stegun 6.1.33 and 6.1.41.
    /// </summary>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
        {
            if (double.IsNaN(x)) return x;
            return x == Math.Floor(x) ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(double.SinPi(x))) - LogGamma(1 - x);
        }
        if (x >= 10) return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + StirlingSeries(x);
        if (x < 0.5) return LogGamma(1 + x) - Math.Log(x);
        if (x < 1.5) return LogGammaNearTwo(x - 1) - LogOnePlus(x - 1);
        double product = 1;
        while (x > 2.5) product *= --x;
        return Math.Log(product) + LogGammaNearTwo(x - 2);
    }

    /// <summary>
    /// ψ(x) = d ln Γ(x) / dx; NaN at 0 and the negative integers. Near its zeros the error is about 1e-15. Abramowitz and Stegun 6.3.18.
    /// </summary>
    public static double Digamma(double x)
    {
        if (!(x > 0)) return x == Math.Floor(x) || double.IsNaN(x) ? double.NaN : Digamma(1 - x) - Math.PI / double.TanPi(x);
        double sum = 0;
        for (; x < 10; x++) sum -= 1 / x;
        double inverse = 1 / x, square = inverse * inverse;
        var series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132
            - square * (691.0 / 32_760 - square / 12))))));
        return sum + Math.Log(x) - inverse / 2 - series;
    }

    /// <summary>P(a, x) = ∫₀ˣ tᵃ⁻¹e⁻ᵗ dt / Γ(a) for a &gt; 0, x ≥ 0; NaN elsewhere.</summary>
    public static double GammaLower(double a, double x) => IncompleteGamma(a, x, upper: false);

    /// <summary>Q(a, x) = 1 − P(a, x), with all digits for large x.</summary>
    public static double GammaUpper(double a, double x) => IncompleteGamma(a, x, upper: true);

    /// <summary>The x with P(a, x) = p.</summary>
    public static double GammaLowerInverse(double a, double p) => GammaInverse(a, p, 1 - p);

    /// <summary>The x with Q(a, x) = q.</summary>
    public static double GammaUpperInverse(double a, double q) => GammaInverse(a, 1 - q, q);

    /// <summary>ln of x^a·e^{−x} / Γ(a + 1), the Poisson mass for integers a. Source: Loader (2000).</summary>
    internal static double LogPoissonTerm(double a, double x) =>
        a == 0 ? -x : -StirlingError(a) - Deviance(a, x) - 0.5 * Math.Log(a) - HalfLogTwoPi;

    static double IncompleteGamma(double a, double x, bool upper)
    {
        if (!(a > 0) || !(x >= 0)) return double.NaN;
        if (x == 0) return upper ? 1 : 0;
        if (double.IsPositiveInfinity(x)) return upper ? 0 : 1;
        var front = Math.Exp(LogPoissonTerm(a, x));
        if (x < a + 1)
        {
            double term = 1, sum = 1;
            for (var n = 1; n < MaxTerms && term > Epsilon / 8 * sum; n++) sum += term *= x / (a + n);
            return upper ? 1 - front * sum : front * sum;
        }
        double b = x + 1 - a, c = 1 / Least, d = 1 / b, fraction = d;   // Abramowitz and Stegun 6.5.31, by Lentz's method
        for (var n = 1; n < MaxTerms; n++)
        {
            var factor = n * (a - n);
            b += 2;
            d = 1 / NonZero(factor * d + b);
            c = NonZero(b + factor / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) <= Epsilon) break;
        }
        return upper ? front * a * fraction : 1 - front * a * fraction;
    }

    /// <summary>Newton's method on the logarithm of the smaller tail over ln x.</summary>
    static double GammaInverse(double a, double p, double q)
    {
        if (!(a > 0) || !(p is >= 0 and <= 1)) return double.NaN;
        if (p == 0) return 0;
        if (q == 0) return double.PositiveInfinity;
        var z = -Math.Sqrt(2) * ErfcInverse(2 * p);   // Wilson and Hilferty (1931); for small x, P(a, x) = xᵃ / Γ(a + 1)
        var root = 1 - 1 / (9 * a) + z / (3 * Math.Sqrt(a));
        var start = root > 0.2 ? Math.Log(a) + 3 * Math.Log(root) : (Math.Log(p) + LogGamma(a + 1)) / a;
        var lower = p <= q;
        return Math.Exp(TailSearch.Solve(start, Math.Log(lower ? p : q), lower, u =>
        {
            var x = Math.Exp(u);
            var tail = IncompleteGamma(a, x, !lower);
            return (Math.Log(tail), Math.Exp(LogPoissonTerm(a, x)) * a / tail);
        }));
    }

    /// <summary>ln Γ(2 + z) for |z| ≤ ½.</summary>
    static double LogGammaNearTwo(double z)
    {
        double sum = 0;
        for (var k = Zeta.Length - 1; k >= 0; k--) sum = Zeta[k] - z * sum;
        return z * (1 - EulerGamma) + z * z * sum;
    }

    /// <summary>ln Γ(a + 1) less Stirling's approximation.</summary>
    static double StirlingError(double a) => a >= 10 ? StirlingSeries(a) : LogGamma(a + 1) - (a + 0.5) * Math.Log(a) + a - HalfLogTwoPi;

    static double StirlingSeries(double x)
    {
        double inverse = 1 / x, square = inverse * inverse;
        return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188
            - square * (691.0 / 360_360 - square * (1.0 / 156 - square * (3617.0 / 122_400))))))));
    }

    static double NonZero(double value) => Math.Abs(value) < Least ? Least : value;
}
