using DistributedML.Compute;

namespace DistributedML.Learning.Tests;

/// <summary>What every summary must keep, to rounding.</summary>
static class SummaryLaws
{
    /// <summary>Makes a summary of no rows.</summary>
    public delegate ISummary<TSelf, TRow, TResult> Factory<TSelf, in TRow, out TResult>() where TSelf : ISummary<TSelf, TRow, TResult>;

    /// <summary>Checks a summary whose result is one number.</summary>
    public static void Check<TSelf, TRow>(
        Factory<TSelf, TRow, double> factory, IReadOnlyList<TRow> rows, Func<IReadOnlyList<TRow>, double> oracle, double tolerance = 1e-12)
        where TSelf : ISummary<TSelf, TRow, double> =>
        Check(factory, rows, all => [oracle(all)], result => [result], tolerance);

    /// <summary>Checks all laws.</summary>
    /// <param name="factory">Makes a summary of no rows.</param>
    /// <param name="rows">The rows; at least 4.</param>
    /// <param name="oracle">The naive computation over all rows.</param>
    /// <param name="numbers">The result as numbers that the oracle gives too.</param>
    /// <param name="tolerance">How far numbers may differ, relative to the larger of 1 and the number.</param>
    public static void Check<TSelf, TRow, TResult>(
        Factory<TSelf, TRow, TResult> factory, IReadOnlyList<TRow> rows, Func<IReadOnlyList<TRow>, double[]> oracle,
        Func<TResult, double[]> numbers, double tolerance = 1e-12)
        where TSelf : ISummary<TSelf, TRow, TResult>
    {
        Assert.True(rows.Count >= 4, "the laws need at least 4 rows");
        var expected = oracle(rows);
        Same("the oracle", Of(0, rows.Count));

        foreach (var cut in (int[])[0, 1, rows.Count / 2, rows.Count])
        {
            var (merged, rest) = (Of(0, cut), Of(cut, rows.Count));
            var before = ModelBytes.Hash(rest);
            merged.Merge(rest);
            Same($"the first {cut} rows merged with the rest", merged);
            Assert.Equal(before, ModelBytes.Hash(rest));
        }

        var whole = Of(0, rows.Count);
        whole.Merge(Of(0, 0));
        Assert.Equal(ModelBytes.Hash(Of(0, rows.Count)), ModelBytes.Hash(whole));

        int[] cuts = [0, rows.Count / 4, rows.Count / 2, rows.Count];
        foreach (var order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 2, 0]])
        {
            var merged = Of(0, 0);
            foreach (var part in order) merged.Merge(Of(cuts[part], cuts[part + 1]));
            Same($"three parts merged in the order {string.Join(", ", order)}", merged);
        }

        var half = Of(0, rows.Count / 2);
        var restored = Read(ModelBytes.Of(half));
        Assert.Equal(ModelBytes.Hash(half), ModelBytes.Hash(restored));
        for (var i = rows.Count / 2; i < rows.Count; i++) restored.Add(rows[i]);
        Same("restored after half of the rows", restored);

        foreach (var ranks in (int[])[1, 2, 4])
        {
            var merged = ThreadGang.Run(
                ranks, (gang, _) => Of(rows.Count * gang.Rank / ranks, rows.Count * (gang.Rank + 1) / ranks).MergeRanks(gang));
            Assert.Single(merged.Select(summary => ModelBytes.Hash(summary)).Distinct());
            Same($"{ranks} ranks", merged[0]);
        }

        TSelf Of(int from, int to)
        {
            var summary = (TSelf)factory();
            for (var i = from; i < to; i++) summary.Add(rows[i]);
            return summary;
        }

        static TSelf Read(byte[] bytes)
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            return TSelf.Read(reader);
        }

        void Same(string what, TSelf summary)
        {
            var found = numbers(summary.Result());
            Assert.Equal(expected.Length, found.Length);
            for (var i = 0; i < found.Length; i++)
                Assert.True(
                    found[i].Equals(expected[i]) || Math.Abs(found[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                    $"{what}: number {i} is {found[i]:R}; expected {expected[i]:R}");
        }
    }
}
