using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

/// <summary>Clean events of many keys.</summary>
static class Simulated
{
    public static readonly DateTime Start = new(2024, 1, 1);

    /// <summary>
    /// Events of each key at random times of every day but Saturday: a Poisson number with a weekly season around perDay, whose rate has a gamma factor of this
    /// shape unless that is 0.
    /// </summary>
    public static DetectorRows Rows(int seed, int keys, int days, double perDay, Func<Random, int, double> amount, double shape = 0)
    {
        var random = new Random(seed);
        var events = new List<(DateTime Time, int Key)>();
        for (var day = 0; day < days; day++)
        {
            var date = Start.AddDays(day);
            if (date.DayOfWeek == DayOfWeek.Saturday) continue;
            var season = date.DayOfWeek == DayOfWeek.Sunday ? 0.5 : 1.1;
            for (var key = 0; key < keys; key++)
            {
                var rate = perDay * season * (shape > 0 ? Gamma(random, shape) / shape : 1);
                for (var count = Poisson(random, rate); count > 0; count--) events.Add((date.AddMinutes(random.Next(1440)), key));
            }
        }
        events.Sort();
        return new DetectorRows([.. Enumerable.Range(0, keys).Select(key => $"key{key:000}")], [.. events.Select(e => e.Key)], [.. events.Select(e => e.Time)],
            [.. events.Select(e => amount(random, e.Key))]);
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>By Marsaglia and Tsang, for shapes of at least 1.</summary>
    public static double Gamma(Random random, double shape)
    {
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(random), v = Math.Pow(1 + c * x, 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * x * x + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    static int Poisson(Random random, double rate)
    {
        var count = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-rate); product *= random.NextDouble()) count++;
        return count;
    }
}
