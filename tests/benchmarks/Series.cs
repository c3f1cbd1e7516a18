using System.Diagnostics;
using System.Globalization;

namespace DistributedML.Benchmarks;

/// <summary>Measured values of one thing.</summary>
sealed class Series(IEnumerable<double> values)
{
    readonly double[] _sorted = [.. values.Order()];

    public double Median => _sorted.Length % 2 == 1 ? _sorted[_sorted.Length / 2] : (_sorted[_sorted.Length / 2 - 1] + _sorted[_sorted.Length / 2]) / 2;

    /// <summary>The median, and in brackets the smallest and the largest.</summary>
    public string ToText(string format, string unit) => string.Create(
        CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} {unit} ({_sorted[0].ToString(format, CultureInfo.InvariantCulture)}–{_sorted[^1].ToString(format, CultureInfo.InvariantCulture)})");

    /// <summary>One run of each that does not count, then runs in turn, so that whatever slows the machine slows both.</summary>
    public static (Series Ours, Series Theirs) Alternate(int runs, Func<double> ours, Func<double> theirs)
    {
        ours();
        theirs();
        var pairs = Enumerable.Range(0, runs).Select(_ => (Ours: ours(), Theirs: theirs())).ToList();
        return (new Series(pairs.Select(pair => pair.Ours)), new Series(pairs.Select(pair => pair.Theirs)));
    }

    /// <summary>One run that does not count, then those that do.</summary>
    public static Series Of(int runs, Func<double> ours)
    {
        ours();
        return new Series(Enumerable.Range(0, runs).Select(_ => ours()).ToList());
    }

    /// <summary>Seconds that an action takes.</summary>
    public static double Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
