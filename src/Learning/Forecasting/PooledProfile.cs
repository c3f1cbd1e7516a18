using DistributedML.Compute;

namespace DistributedML.Learning.Forecasting;

/// <summary>The profile of the season's phases that many series share: the factors of their sum's smoothed phase means.</summary>
static class PooledProfile
{
    /// <summary>
    /// The factors over all ranks' series, averaging 1, by day number modulo season length; empty when nothing was sold. Each series' means are
    /// added as integers, so that the result does not depend on which rank has which series.
    /// </summary>
    public static double[] Of(DailyTable table, ForecasterOptions options, ICollective collective)
    {
        var season = options.SeasonLength;
        var means = table.Series.Select(series => PhaseMeans(series.Values, table.FirstDay, options)).ToList();
        var largest = collective.AllGather<double>([means.Count == 0 ? 0 : means.Max(each => each.Max())]).Max(part => part[0]);
        if (largest <= 0) return [];
        var units = (1L << 40) / largest;
        var local = new long[season];
        foreach (var each in means)
            for (var phase = 0; phase < season; phase++) local[phase] += (long)Math.Round(Math.Max(0, each[phase]) * units);
        var sums = new long[season];
        foreach (var part in collective.AllGather<long>(local))
            for (var phase = 0; phase < season; phase++) sums[phase] += part[phase];
        var mean = sums.Average();
        return [.. sums.Select(sum => sum / mean)];
    }

    static double[] PhaseMeans(double[] values, DateOnly firstDay, ForecasterOptions options)
    {
        var profile = new SeasonalProfile(options.SeasonLength, options.ProfileSmoothing, [], 0);
        for (var day = 0; day < values.Length; day++) profile.Observe((firstDay.DayNumber + day) % options.SeasonLength, values[day]);
        return profile.PhaseMeans();
    }
}
