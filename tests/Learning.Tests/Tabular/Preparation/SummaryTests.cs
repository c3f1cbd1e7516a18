using CsCheck;
using DistributedML.Learning.Tabular.Preparation;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular.Preparation;

public class SummaryTests
{
    static readonly float[] Special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f];

    static readonly Gen<float[]> Columns = Gen.OneOf(
        Gen.Float[-1e6f, 1e6f], Gen.Int[-3, 3].Select(i => (float)i), Gen.Int[0, Special.Length - 1].Select(i => Special[i])).Array[0, 40];

    [Fact]
    public void Moments_of_halves_merged_are_those_of_the_whole() => Gen.Select(Columns, Columns).Sample((a, b) =>
    {
        var merged = ColumnMoments.Of(a, []);
        merged.Merge(ColumnMoments.Of(b, []));
        double[] finite = [.. a.Concat(b).Where(float.IsFinite).Select(value => (double)value)];
        Assert.Equal(finite.Length, merged.Weight);
        if (finite.Length == 0) return;
        var mean = finite.Average();
        Assert.Equal(mean, merged.Mean, 1e-9 * 1e6);
        Assert.Equal(finite.Average(value => (value - mean) * (value - mean)), merged.Variance, 1e-9 * 1e12);
        Assert.Equal((finite.Min(), finite.Max()), (merged.Min, merged.Max));
    });

    [Fact]
    public void Moments_keep_the_digits_of_a_large_mean() =>
        Assert.Equal(2 / 3.0, ColumnMoments.Of([16_000_001, 16_000_002, 16_000_003], []).Variance, 1e-9);

    [Fact]
    public void Quantiles_of_halves_merged_are_those_of_the_sorted_whole() =>
        Gen.Select(Columns, Columns, Gen.Double[0, 1]).Sample((a, b, part) =>
    {
        var merged = ValueCounts.Of(a, []);
        merged.Merge(ValueCounts.Of(b, []));
        double[] sorted = [.. a.Concat(b).Where(float.IsFinite).Select(value => (double)value).Order()];
        Assert.True(merged.IsExact);
        Assert.Equal(sorted.Length, merged.Weight);
        if (sorted.Length == 0)
        {
            Assert.True(double.IsNaN(merged.Quantile(part)) && double.IsNaN(merged.Mode()));
            return;
        }
        var position = part * (sorted.Length - 1);
        var (low, high) = (sorted[(int)Math.Floor(position)], sorted[(int)Math.Ceiling(position)]);
        Assert.Equal(low + (high - low) * (position - Math.Floor(position)), merged.Quantile(part), 1e-6);
        Assert.Equal(sorted.GroupBy(value => value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
            merged.Mode());
    });

    [Fact]
    public void Many_values_share_bins_that_do_not_depend_on_the_parts()
    {
        var random = new CounterRandom(5);
        var values = Enumerable.Range(0, 200_000).Select(i => (float)Math.Exp(2 * random.Normal(i))).ToArray();
        var whole = ValueCounts.Of(values, []);
        Assert.False(whole.IsExact);
        Assert.InRange(whole.Count, ValueCounts.MaxBins / 4, ValueCounts.MaxBins);
        var merged = new ValueCounts();
        foreach (var part in values.Chunk(30_000).Reverse()) merged.Merge(ValueCounts.Of(part, []));
        Assert.Equal(Enumerable.Range(0, whole.Count).Select(i => whole[i]), Enumerable.Range(0, merged.Count).Select(i => merged[i]));
        Array.Sort(values);
        foreach (var part in (double[])[0, 0.01, 0.25, 0.5, 0.75, 0.99, 1])
        {
            var exact = values[(int)Math.Round(part * (values.Length - 1))];
            Assert.Equal(exact, whole.Quantile(part), 0.001 * exact);
        }
    }
}
