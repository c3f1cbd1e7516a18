using DistributedML.Numerics;

namespace DistributedML.Learning.Tabular.Splits;

/// <summary>
/// Splits of k folds: each fold is the test part once, and the others are learned from, so every row is tested exactly once. A split for
/// time series tests only rows that are later than all it learns from.
/// </summary>
public static class KFold
{
    /// <summary>Folds of random rows; their sizes differ by at most 1.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="folds">Number of folds; at least 2.</param>
    /// <param name="seed">Names the random numbers; a row's number is drawn by the row's place alone.</param>
    /// <exception cref="DatasetException">There are fewer rows than folds.</exception>
    public static IReadOnlyList<Split> Random(int rows, int folds, long seed)
    {
        CheckFolds(folds);
        if (folds > rows) throw new DatasetException($"{folds} folds of {rows} rows; expected at least a row for each fold");
        var foldOf = new int[rows];
        var order = SplitRows.Shuffled(rows, seed);
        for (var i = 0; i < rows; i++) foldOf[order[i]] = i % folds;
        return ByFold(foldOf, folds);
    }

    /// <summary>
    /// Folds in which each class has its part of the rows: for each class, and over all, their sizes differ by at most 1.
    /// </summary>
    /// <exception cref="DatasetException">
    /// The table has no classes, a row has none, or a class has fewer rows than there are folds.
    /// </exception>
    public static IReadOnlyList<Split> Stratified(Dataset rows, int folds, long seed)
    {
        CheckFolds(folds);
        var (foldOf, next) = (new int[rows.Rows], 0);
        foreach (var members in SplitRows.ByClass(rows, seed))
        {
            if (members.Length < folds)
            {
                var code = rows.Classes![members[0]];
                var name = code < rows.ClassNames.Count ? $"'{rows.ClassNames[code]}'" : $"of code {code}";
                throw new DatasetException($"{folds} folds, and class {name} has {members.Length} rows; expected one for each fold");
            }
            foreach (var row in members) foldOf[row] = next++ % folds;
        }
        if (next == 0) throw new DatasetException($"{folds} folds of 0 rows; expected at least a row for each fold");
        return ByFold(foldOf, folds);
    }

    /// <summary>
    /// Folds that keep groups together. From the largest group down, each goes to the fold with the fewest rows so far; the order of
    /// equally large groups is random.
    /// </summary>
    /// <exception cref="DatasetException">The table has no groups, or fewer than there are folds.</exception>
    public static IReadOnlyList<Split> Grouped(Dataset rows, int folds, long seed)
    {
        CheckFolds(folds);
        var groups = SplitRows.Groups(rows);
        var sizes = groups.CountBy(group => group).ToArray();
        if (sizes.Length < folds)
            throw new DatasetException($"{folds} folds of {sizes.Length} groups; expected at least a group for each fold");
        var random = new CounterRandom(seed);
        var (foldOf, filled) = (new Dictionary<int, int>(), new long[folds]);
        foreach (var (group, size) in sizes.OrderByDescending(group => group.Value).ThenBy(group => random.Bits(group.Key)))
        {
            var fold = Array.IndexOf(filled, filled.Min());
            foldOf[group] = fold;
            filled[fold] += size;
        }
        return ByFold([.. groups.Select(group => foldOf[group])], folds);
    }

    /// <summary>
    /// Splits for rows in time: the rows by time are cut into folds + 1 parts, the first as large as the rest leaves; split i tests part
    /// i + 1 and learns from all rows that are earlier than the first tested time less the gap. Rows of the first part are never tested.
    /// </summary>
    /// <param name="rows">Rows with times, in any order.</param>
    /// <param name="folds">Number of splits; at least 2.</param>
    /// <param name="gap">How long before the first tested time the last row learned from must be; rows between are in neither part.</param>
    /// <exception cref="DatasetException">The table has no times or too few rows, or a split would have no rows to learn from.</exception>
    public static IReadOnlyList<Split> ByTime(Dataset rows, int folds, TimeSpan gap = default)
    {
        CheckFolds(folds);
        ArgumentOutOfRangeException.ThrowIfLessThan(gap, TimeSpan.Zero);
        var times = SplitRows.Times(rows);
        if (rows.Rows <= folds)
            throw new DatasetException($"{folds} splits by time of {rows.Rows} rows; expected at least {folds + 1} rows");
        int[] order = [.. Enumerable.Range(0, rows.Rows).OrderBy(row => times[row])];
        var size = rows.Rows / (folds + 1);
        var splits = new Split[folds];
        for (var i = 0; i < folds; i++)
        {
            var start = rows.Rows - (folds - i) * size;
            var before = times[order[start]] - gap.Ticks;
            int[] train = [.. order.TakeWhile(row => times[row] < before).Order()];
            if (train.Length == 0)
                throw new DatasetException(
                    $"split {i + 1} of {folds} tests from {SplitRows.Text(times[order[start]])} and has no rows more than {gap} before " +
                    "to learn from; use fewer splits or a smaller gap");
            splits[i] = new(train, [.. order.AsSpan(start, size).ToArray().Order()]);
        }
        return splits;
    }

    /// <summary>
    /// A split for each row, which it alone tests. Made one by one as they are asked for: n splits of n numbers are not held together.
    /// </summary>
    /// <exception cref="DatasetException">There are fewer than two rows.</exception>
    public static IEnumerable<Split> LeaveOneOut(int rows)
    {
        if (rows < 2) throw new DatasetException($"the table has {rows} rows; leaving one out needs at least 2");
        return Enumerable.Range(0, rows).Select(test => new Split([.. Enumerable.Range(0, rows).Where(row => row != test)], [test]));
    }

    /// <summary>Splits made again and again with other random numbers; made as they are asked for.</summary>
    /// <param name="times">How often; at least 1.</param>
    /// <param name="seed">Names the random numbers.</param>
    /// <param name="splits">Makes the splits of a seed, such as <c>seed => KFold.Random(rows, 5, seed)</c>.</param>
    public static IEnumerable<Split> Repeated(int times, long seed, Func<long, IEnumerable<Split>> splits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        var seeds = new CounterRandom(seed);
        return Enumerable.Range(0, times).SelectMany(time => splits((long)seeds.Bits(time)));
    }

    static Split[] ByFold(int[] foldOf, int folds) =>
        [.. Enumerable.Range(0, folds).Select(fold => Split.Of([.. foldOf.Select(f => f == fold)]))];

    static void CheckFolds(int folds) => ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
}
