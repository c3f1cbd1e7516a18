namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>The standard normal distribution.</summary>
static class NormalDistribution
{
    /// <summary>The quantile, by Newton's method on <see cref="Cumulative"/>; within 1e-9 for probabilities from 1e-9 to 1 − 1e-9.</summary>
    public static double Quantile(double probability)
    {
        if (probability < 0.5) return -Quantile(1 - probability);
        double x = 0;
        for (var i = 0; i < 60; i++)
        {
            var step = (probability - Cumulative(x)) / Density(x);
            x += step;
            if (Math.Abs(step) < 1e-12) break;
        }
        return x;
    }

    /// <summary>P(X ≤ x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), for |x| up to 7.</summary>
    public static double Cumulative(double x)
    {
        double term = x, sum = x;
        for (var odd = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2) sum += term *= x * x / odd;
        return 0.5 + Density(x) * sum;
    }

    static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
