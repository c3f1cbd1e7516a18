using CsCheck;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Splits;

namespace DistributedML.Learning.Tests.Tabular;

public class SplitTests
{
    static readonly Gen<int[]> TimesOfRows = Gen.Int[0, 15].Array[4, 60];
    static readonly Gen<(int Rows, long Seed)> Sizes = Gen.Select(Gen.Int[2, 60], Gen.Long);

    [Fact]
    public void Folds_test_every_row_exactly_once() => Gen.Select(Sizes, Gen.Int[2, 7]).Sample((size, folds) =>
    {
        var rows = Tables.Mixed(size.Rows, size.Seed);
        if (folds <= size.Rows) AssertFolds(KFold.Random(size.Rows, folds, size.Seed), size.Rows, folds, maxDifference: 1);
        if (folds <= rows.Groups!.Distinct().Count()) AssertFolds(KFold.Grouped(rows, folds, size.Seed), size.Rows, folds, size.Rows);
        if (folds <= rows.Classes!.CountBy(c => c).Min(c => c.Value))
            AssertFolds(KFold.Stratified(rows, folds, size.Seed), size.Rows, folds, maxDifference: 1);
        AssertFolds([.. KFold.LeaveOneOut(size.Rows)], size.Rows, size.Rows, 0);
        foreach (var again in KFold.Repeated(3, size.Seed, seed => KFold.Random(size.Rows, 2, seed)).Chunk(2))
            AssertFolds(again, size.Rows, 2, maxDifference: 1);
    }, iter: 50);

    [Fact]
    public void Holdouts_have_every_row_on_one_side_and_rows_on_both() => Gen.Select(Sizes, Gen.Double[0.01, 0.99]).Sample((size, share) =>
    {
        var rows = Tables.Mixed(size.Rows, size.Seed);
        AssertSplit(Holdout.Random(size.Rows, share, size.Seed), size.Rows);
        if (rows.Groups!.Distinct().Count() > 1) AssertSplit(Holdout.Grouped(rows, share, size.Seed), size.Rows);
        if (rows.Classes!.CountBy(c => c).Any(c => c.Value > 1)) AssertSplit(Holdout.Stratified(rows, share, size.Seed), size.Rows);
    }, iter: 50);

    [Fact]
    public void Groups_are_never_on_both_sides()
    {
        var rows = Tables.Mixed(200);
        foreach (var split in KFold.Grouped(rows, 5, seed: 4).Append(Holdout.Grouped(rows, 0.3, seed: 4)))
            Assert.Empty(split.Train.Select(row => rows.Groups![row]).Intersect(split.Test.Select(row => rows.Groups![row])));
    }

    [Fact]
    public void Classes_keep_their_shares_within_one_row() =>
        Gen.Select(Gen.Int[20, 80], Gen.Long, Gen.Double[0.05, 0.95]).Sample((count, seed, share) =>
    {
        var rows = Tables.Mixed(count, seed);
        foreach (var (code, size) in rows.Classes!.CountBy(c => c))
        {
            int Of(Split split) => split.Test.Count(row => rows.Classes![row] == code);
            Assert.InRange(Of(Holdout.Stratified(rows, share, seed)), size * share - 1, size * share + 1);
            if (rows.Classes!.CountBy(c => c).Min(c => c.Value) < 3) continue;
            Assert.All(KFold.Stratified(rows, 3, seed), split => Assert.InRange(Of(split), size / 3, (size + 2) / 3));
        }
    }, iter: 50);

    [Fact]
    public void Time_never_looks_ahead() => Gen.Select(TimesOfRows, Gen.Int[2, 4], Gen.Int[0, 2]).Sample((hours, folds, gap) =>
    {
        var rows = Timed(hours);
        if (hours.Length <= folds) return;
        try
        {
            foreach (var split in KFold.ByTime(rows, folds, TimeSpan.FromHours(gap)))
            {
                Assert.True(split.Train.Max(row => hours[row]) + gap < split.Test.Min(row => hours[row]));
                Assert.Equal(hours.Length / (folds + 1), split.Test.Length);
            }
        }
        catch (DatasetException error)
        {
            Assert.Contains("no rows", error.Message);       // all times before the first test are the same as its own, or within the gap
        }
        if (hours.Distinct().Count() < 2) return;
        var middle = hours.Distinct().Order().ElementAt(1);
        var held = Holdout.From(rows, new DateTime(2024, 1, 1).AddHours(middle));
        AssertSplit(held, hours.Length);
        Assert.True(held.Train.Max(row => hours[row]) < middle && held.Test.Min(row => hours[row]) == middle);
    });

    [Fact]
    public void Splits_by_time_are_those_of_scikit_learn()
    {
        var splits = KFold.ByTime(Timed([.. Enumerable.Range(0, 10)]), 3);    // 1.9.1, TimeSeriesSplit(3).split(np.zeros(10))
        Assert.Equal([[0, 1, 2, 3], [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6, 7]], splits.Select(split => split.Train));
        Assert.Equal([[4, 5], [6, 7], [8, 9]], splits.Select(split => split.Test));
    }

    [Fact]
    public void The_last_share_is_held_back_with_all_rows_of_its_first_time()
    {
        Assert.Equal([2, 3], Holdout.Last(Timed([0, 1, 2, 3]), 0.5).Test);
        Assert.Equal([0, 1, 3], Holdout.Last(Timed([2, 5, 1, 2]), 0.5).Test);
    }

    [Fact]
    public void A_row_keeps_its_side_when_rows_are_added()
    {
        var (few, more) = (Holdout.Random(500, 0.2, seed: 9), Holdout.Random(800, 0.2, seed: 9));
        Assert.Equal(few.Test, more.Test.Where(row => row < 500));
        Assert.InRange(more.Test.Length, 130, 190);
        Assert.NotEqual(few.Test, Holdout.Random(500, 0.2, seed: 10).Test);
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_repetitions_differ()
    {
        Assert.Equal(KFold.Random(30, 3, 5).Select(split => split.Test), KFold.Random(30, 3, 5).Select(split => split.Test));
        var repeated = KFold.Repeated(2, 5, seed => KFold.Random(30, 3, seed)).ToArray();
        Assert.NotEqual(repeated[0].Test, repeated[3].Test);
    }

    [Fact]
    public void What_cannot_be_split_is_refused_by_name()
    {
        var rows = Tables.Mixed(20).With(classes: [.. Enumerable.Range(0, 20).Select(i => i < 2 ? 1 : 0)]);
        AssertError(() => KFold.Random(3, 4, 1), "4 folds of 3 rows");
        AssertError(() => KFold.Stratified(rows, 3, 1), "3 folds, and class 'fair' has 2 rows");
        AssertError(() => KFold.Stratified(rows.Unlabelled(), 3, 1), "no classes");
        AssertError(() => KFold.Grouped(rows.Unlabelled(), 3, 1), "no groups");
        AssertError(() => KFold.Grouped(Tables.Mixed(4), 2, 1), "2 folds of 1 groups");
        AssertError(() => KFold.ByTime(Timed([1, 2]), 2), "2 splits by time of 2 rows");
        AssertError(() => KFold.ByTime(Timed([1, 1, 1]), 2), "split 1 of 2 tests from 2024-01-01 01:00:00 and has no rows");
        AssertError(() => KFold.LeaveOneOut(1), "1 rows");
        AssertError(() => Holdout.Random(1, 0.5, 1), "1 rows");
        AssertError(() => Holdout.Last(Timed([3, 3]), 0.5), "are all rows; the rows are from 2024-01-01 03:00:00 to 2024-01-01 03:00:00");
        AssertError(() => Holdout.From(Timed([1, 2]), new DateTime(2025, 1, 1)), "no rows are at or after 2025-01-01");
        AssertError(() => Holdout.From(Timed([1, 2]), new DateTime(2023, 1, 1)), "all rows are at or after 2023-01-01");
        AssertError(() => Holdout.Stratified(rows.With(classes: [-1, .. new int[19]]), 0.5, 1), "row 0 has no class");
        AssertError(() => Holdout.Stratified(Tables.Gaussian(1, 1), 0.5, 1), "no class has two rows");
        Assert.Throws<ArgumentOutOfRangeException>(() => Holdout.Random(10, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KFold.Random(10, 1, 1));

        static void AssertError(Func<object> split, string part) => Assert.Contains(part, Assert.Throws<DatasetException>(split).Message);
    }

    static Dataset Timed(int[] hours) => new(new FeatureSchema([]), hours.Length, [])
    {
        Times = [.. hours.Select(hour => new DateTime(2024, 1, 1).AddHours(hour).Ticks)],
    };

    static void AssertSplit(Split split, int rows)
    {
        Assert.Equal(Enumerable.Range(0, rows), split.Train.Concat(split.Test).Order());
        Assert.NotEmpty(split.Train);
        Assert.NotEmpty(split.Test);
    }

    static void AssertFolds(IReadOnlyList<Split> splits, int rows, int folds, int maxDifference)
    {
        Assert.Equal(folds, splits.Count);
        Assert.All(splits, split => AssertSplit(split, rows));
        Assert.Equal(Enumerable.Range(0, rows), splits.SelectMany(split => split.Test).Order());
        Assert.InRange(splits.Max(split => split.Test.Length) - splits.Min(split => split.Test.Length), 0, maxDifference);
    }
}
