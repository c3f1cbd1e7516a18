using DistributedML.Compute;

namespace DistributedML.Learning.Forecasting;

/// <summary>The profile of the season's phases that many series share: the factors of their sum's smoothed phase means.</summary>
static class PooledProfile
{
    /// <summary>
    /// The factors over all ranks' series, averaging 1, by the step's number modulo season length; empty when nothing was sold. Each
    /// series' means are
    /// added as integers, so that the result does not depend on which rank has which series. Series with negative values have no factors
    /// and are left out.
    /// </summary>
    public static double[] Of(DailyTable table, ForecasterOptions options, ICollective collective)
    {
        var season = options.SeasonLength!.Value;
        var means = table.Series.Where(series => !SeriesForecaster.IsAdditive(series.Values)).Select(series => PhaseMeans(series.Values, table.FirstIndex, options)).ToList();
        double[] largest = [means.Count == 0 ? 0 : means.Max(each => each.Max())];
        collective.AllReduce<double>(largest, Compute.Reduction.Max);
        if (largest[0] <= 0) return [];
        var units = (1L << 40) / largest[0];
        var sums = new long[season];
        foreach (var each in means)
            for (var phase = 0; phase < season; phase++) sums[phase] += (long)Math.Round(Math.Max(0, each[phase]) * units);
        collective.AllReduce<long>(sums);
        var mean = sums.Average();
        return [.. sums.Select(sum => sum / mean)];
    }

    static double[] PhaseMeans(double[] values, long first, ForecasterOptions options)
    {
        var season = options.SeasonLength!.Value;
        var profile = new SeasonalProfile(season, options.ProfileSmoothing, [], 0);
        for (var at = 0; at < values.Length; at++)
            if (!double.IsNaN(values[at])) profile.Observe((int)((first + at) % season), values[at]);
        return profile.PhaseMeans();
    }
}
