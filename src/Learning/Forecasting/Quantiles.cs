namespace DistributedML.Learning.Forecasting;

/// <summary>Quantiles of sorted values.</summary>
static class Quantiles
{
    /// <summary>The quantile by linear interpolation between order statistics (definition 7 of Hyndman and Fan 1996).</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="probability">0 to 1.</param>
    public static double Of(ReadOnlySpan<double> sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
