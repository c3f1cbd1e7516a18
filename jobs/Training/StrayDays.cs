using System.Globalization;

namespace DistributedML.Jobs.Training;

/// <summary>
/// Days far from all others, as of a date typed wrong: a few rows behind a gap that is longer than a year and than all the time of the others. They would be the end
/// of training, and every series would be empty up to them.
/// </summary>
/// <param name="First">The first day that belongs to the others.</param>
/// <param name="Last">The last one.</param>
/// <param name="Rows">Rows on other days.</param>
/// <param name="Example">The day furthest away.</param>
sealed record StrayDays(DateOnly First, DateOnly Last, long Rows, DateOnly Example)
{
    const int LongestGap = 366, FewestDays = 10;
    const double LargestShare = 0.01;

    /// <summary>The stray days of a table; null when it has none.</summary>
    /// <param name="days">The table's days, ascending, with their rows.</param>
    public static StrayDays? Of(IReadOnlyList<(DateOnly Day, long Rows)> days)
    {
        var (first, end) = (0, days.Count);
        var all = days.Sum(day => day.Rows);
        var few = Math.Max(1, (long)(LargestShare * all));
        long stray = 0;
        for (var moved = true; moved;)
        {
            moved = false;
            for (var i = end - 1; i > first && stray + Rows(i, end) <= few; i--)
                if (IsFar(days[i].Day, days[i - 1].Day, first, i)) (stray, end, moved) = (stray + Rows(i, end), i, true);
            for (var i = first + 1; i < end && stray + Rows(first, i) <= few; i++)
                if (IsFar(days[i].Day, days[i - 1].Day, i, end)) (stray, first, moved) = (stray + Rows(first, i), i, true);
        }
        return stray == 0 ? null : new(days[first].Day, days[end - 1].Day, stray, end < days.Count ? days[^1].Day : days[0].Day);

        long Rows(int from, int to) => Enumerable.Range(from, to - from).Sum(i => days[i].Rows);

        bool IsFar(DateOnly later, DateOnly earlier, int from, int to) => to - from >= FewestDays
            && later.DayNumber - earlier.DayNumber > Math.Max(LongestGap, days[to - 1].Day.DayNumber - days[from].Day.DayNumber);
    }

    /// <summary>What is wrong.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Rows:N0} {(Rows == 1 ? "row is" : "rows are")} far from the other days ({First:yyyy-MM-dd} to {Last:yyyy-MM-dd}), as on {Example:yyyy-MM-dd}.");
}
