namespace DistributedML.Numerics.Distributions;

/// <summary>What distributions of counts share.</summary>
static class Discrete
{
    public static bool IsCount(double x) => x >= 0 && x == Math.Floor(x) && double.IsFinite(x);

    /// <summary>The smallest count with P(X ≤ count) ≥ p, by doubling and halving steps around a guess.</summary>
    public static double Quantile(Distribution distribution, double p, double max)
    {
        Require.Probability(p);
        if (p == 1) return max;
        var deviation = Math.Max(1, Math.Sqrt(distribution.Variance));
        var guess = Math.Floor(Math.Clamp(distribution.Mean + Math.Sqrt(2) * deviation * SpecialFunctions.ErfInverse(2 * p - 1), 0, max));
        double low = guess, high = guess;   // P(X ≤ low) < p ≤ P(X ≤ high)
        for (var step = 1.0; low >= 0 && Reaches(low); step *= 2) (low, high) = (low - step, low);
        for (var step = 1.0; !Reaches(high); step *= 2) (low, high) = (high, Math.Min(max, high + step));
        low = Math.Max(low, -1);
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (Reaches(middle)) high = middle;
            else low = middle;
        }
        return high;

        bool Reaches(double count) =>
            count >= max || (p <= 0.5 ? distribution.Cumulative(count) >= p : distribution.Survival(count) <= 1 - p);
    }
}
