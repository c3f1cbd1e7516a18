using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Forecasting.ExponentialSmoothing;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Forecasting;

/// <summary>Series made from a seed.</summary>
static class Simulated
{
    static readonly double[] Weekdays = [1.2, 1.1, 1.0, 1.3, 0.9, 0.0, 1.5];

    /// <summary>Whole-numbered daily sales with weekdays, one of them closed, and lognormal noise.</summary>
    public static double[] Sales(long seed, int days, double level = 50, double noise = 0.5)
    {
        var random = new CounterRandom(seed);
        var values = new double[days];
        for (var day = 0; day < days; day++) values[day] = Math.Round(level * Weekdays[day % 7] * Math.Exp(noise * random.Normal(day)));
        return values;
    }

    /// <summary>A series that follows an exponential smoothing model exactly, its errors drawn with the model's variance.</summary>
    public static double[] Follow(EtsModel model, long seed, int count)
    {
        var random = new CounterRandom(seed);
        var filter = model.Start();
        var values = new double[count];
        var mean = new double[1];
        for (var i = 0; i < count; i++)
        {
            filter.Predict(mean);
            values[i] = mean[0] + Math.Sqrt(model.Variance) * random.Normal(i);
            filter.Observe(values[i]);
        }
        return values;
    }

    /// <summary>Many series over the same days, and their sum.</summary>
    public static DailyTable Table(int series, int days, DateOnly firstDay)
    {
        var total = new double[days];
        var keyed = Enumerable.Range(0, series).Select(i => new KeyedSeries($"item{i:d3}", Sales(i, days, level: 1 + 7 * i))).ToList();
        foreach (var (_, values) in keyed)
            for (var day = 0; day < days; day++) total[day] += values[day];
        return new(firstDay, days, keyed, total);
    }
}
