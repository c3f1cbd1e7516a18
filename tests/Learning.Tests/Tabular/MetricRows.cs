using DistributedML.Learning.Tabular.Metrics;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>
/// The 120 rows that the metrics' golden values are of; numpy makes the same from i = arange(120) with these formulas. Weights are 1, or
/// (i·5) % 4.
/// </summary>
static class MetricRows
{
    const int Count = 120;

    /// <summary>y = (i·37 % 101 − 30.5) / 8, p = y + (i·53 % 17 − 8) / 16.</summary>
    public static RegressionRow[] Regression(bool weighted) => Rows(i =>
    {
        var target = (i * 37 % 101 - 30.5) / 8;
        return new RegressionRow(target, target + (i * 53 % 17 - 8) / 16.0, weighted ? i * 5 % 4 : 1);
    });

    /// <summary>
    /// y = (i² + i/3) % classes in whole numbers; r of class c = 1 + (i·(13 + 4c) + 5c·i²) % 8, and <paramref name="classes"/> more where
    /// c = y; p = r / Σr.
    /// </summary>
    public static ProbabilityRow[] Probabilities(int classes, bool weighted) => Rows(i =>
    {
        var own = (i * i + i / 3) % classes;
        double[] parts = [.. Enumerable.Range(0, classes).Select(c => 1.0 + (i * (13 + 4 * c) + 5 * c * i * i) % 8)];
        parts[own] += classes;
        return new ProbabilityRow(own, parts.Select(part => part / parts.Sum()).ToArray(), weighted ? i * 5 % 4 : 1);
    });

    static T[] Rows<T>(Func<int, T> row) => [.. Enumerable.Range(0, Count).Select(row)];
}
