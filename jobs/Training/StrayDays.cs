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
        var parts = Parts(days);
        if (parts.MaxBy(part => part.Sum(day => day.Rows)) is not { Count: >= FewestDays } most) return null;
        var (first, last) = (most[0].Day.DayNumber, most[^1].Day.DayNumber);
        var near = Math.Max(LongestGap, last - first);
        var stray = days.Where(day => day.Day.DayNumber < first - near || day.Day.DayNumber > last + near).ToList();
        var rows = stray.Sum(day => day.Rows);
        if (rows == 0 || rows > Math.Max(1, LargestShare * days.Sum(day => day.Rows))) return null;
        var kept = days.Except(stray).ToList();
        return new(kept[0].Day, kept[^1].Day, rows, stray.MaxBy(day => Math.Abs(day.Day.DayNumber - last)).Day);
    }

    // The table's days, cut at each gap that is longer than a year.
    static List<List<(DateOnly Day, long Rows)>> Parts(IReadOnlyList<(DateOnly Day, long Rows)> days)
    {
        var parts = new List<List<(DateOnly Day, long Rows)>>();
        foreach (var day in days)
        {
            if (parts.Count == 0 || day.Day.DayNumber - parts[^1][^1].Day.DayNumber > LongestGap) parts.Add([]);
            parts[^1].Add(day);
        }
        return parts;
    }

    /// <summary>What is wrong.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Rows:N0} {(Rows == 1 ? "row is" : "rows are")} far from the other days ({First:yyyy-MM-dd} to {Last:yyyy-MM-dd}), as on {Example:yyyy-MM-dd}.");
}
