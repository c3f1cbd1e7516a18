using DistributedML.Numerics;

namespace DistributedML.Learning.Tabular.Splits;

/// <summary>Splits that hold one part of the rows back for measuring. Both parts have rows, or there is an error.</summary>
public static class Holdout
{
    /// <summary>
    /// Each row is held back with probability <paramref name="share"/>, by its place and the seed alone: it stays on its side when rows
    /// are added after it. So the test part is about as large as the share says. Where all rows would be on one side, the row whose random
    /// number is nearest to the other side changes over.
    /// </summary>
    /// <param name="rows">Number of rows; at least 2.</param>
    /// <param name="share">The part held back, in (0, 1).</param>
    /// <param name="seed">Names the random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    /// <exception cref="DatasetException">There are fewer than two rows.</exception>
    public static Split Random(int rows, double share, long seed)
    {
        CheckShare(share);
        if (rows < 2) throw new DatasetException($"the table has {rows} rows; a split needs at least 2");
        return Split.Of(Draw(rows, share, seed));
    }

    /// <summary>
    /// Holds the share of each class's rows back, to within one row. A class with one row is learned from; one with more has rows on both
    /// sides.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    /// <exception cref="DatasetException">The table has no classes, or no class has two rows, or a row has no class.</exception>
    public static Split Stratified(Dataset rows, double share, long seed)
    {
        CheckShare(share);
        var isTest = new bool[rows.Rows];
        foreach (var members in SplitRows.ByClass(rows, seed).Where(members => members.Length > 1))
        {
            var count = Math.Clamp((int)Math.Round(members.Length * share), 1, members.Length - 1);
            foreach (var row in members.AsSpan(0, count)) isTest[row] = true;
        }
        if (!isTest.Contains(true)) throw new DatasetException("no class has two rows; a stratified split needs one that does");
        return Split.Of(isTest);
    }

    /// <summary>
    /// Each group is held back as a whole with probability <paramref name="share"/>, by its code and the seed alone. Where all groups
    /// would be on one side, the group whose random number is nearest to the other side changes over.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    /// <exception cref="DatasetException">The table has no groups, or fewer than two.</exception>
    public static Split Grouped(Dataset rows, double share, long seed)
    {
        CheckShare(share);
        var groups = SplitRows.Groups(rows);
        int[] codes = [.. groups.Distinct().Order()];
        if (codes.Length < 2) throw new DatasetException($"the rows are of {codes.Length} groups; a split by groups needs at least 2");
        var isHeldBack = Draw(codes, share, seed);
        return Split.Of([.. groups.Select(group => isHeldBack[Array.BinarySearch(codes, group)])]);
    }

    /// <summary>Holds the rows at or after a time back.</summary>
    /// <param name="rows">Rows with times.</param>
    /// <param name="from">The first time held back.</param>
    /// <exception cref="DatasetException">The table has no times, or no row is before or no row is after.</exception>
    public static Split From(Dataset rows, DateTime from)
    {
        var times = SplitRows.Times(rows);
        return Checked(
            Split.Of([.. times.Select(time => time >= from.Ticks)]),
            all => $"{(all ? "all" : "no")} rows are at or after {SplitRows.Text(from.Ticks)}; {SplitRows.Range(times)}");
    }

    /// <summary>
    /// Holds the last part of the rows by time back: the smallest number of rows that is at least the share, and with them all rows of
    /// their first time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    /// <exception cref="DatasetException">The table has no times, or the part would be the whole table.</exception>
    public static Split Last(Dataset rows, double share)
    {
        CheckShare(share);
        var times = SplitRows.Times(rows);
        if (times.Length < 2) throw new DatasetException($"the table has {times.Length} rows; a split needs at least 2");
        var from = times.Order().ElementAt(times.Length - (int)Math.Ceiling(times.Length * share));
        return Checked(
            Split.Of([.. times.Select(time => time >= from)]),
            _ => $"the last {share:P0} of the rows by time are all rows; {SplitRows.Range(times)}: choose a smaller share, or a time");
    }

    static bool[] Draw(int rows, double share, long seed) => Draw([.. Enumerable.Range(0, rows)], share, seed);

    static bool[] Draw(int[] codes, double share, long seed)
    {
        var random = new CounterRandom(seed);
        double[] numbers = [.. codes.Select(code => random.Uniform(code))];
        bool[] drawn = [.. numbers.Select(number => number < share)];
        if (!drawn.Contains(true)) drawn[Array.IndexOf(numbers, numbers.Min())] = true;
        else if (!drawn.Contains(false)) drawn[Array.IndexOf(numbers, numbers.Max())] = false;
        return drawn;
    }

    static Split Checked(Split split, Func<bool, string> message) =>
        split.Train.Length > 0 && split.Test.Length > 0 ? split : throw new DatasetException(message(split.Train.Length == 0));

    static void CheckShare(double share)
    {
        if (!(share is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "expected a share between 0 and 1");
    }
}
