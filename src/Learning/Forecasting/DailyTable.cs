namespace DistributedML.Learning.Forecasting;

/// <summary>Daily sums of many series over the same days; days without sale are 0.</summary>
/// <param name="FirstDay">The first day of every series.</param>
/// <param name="Days">How many days every series has.</param>
/// <param name="Series">The series of this rank, each with <paramref name="Days"/> values.</param>
/// <param name="Total">The series that is forecast in total, the same on every rank; null for none.</param>
public sealed record DailyTable(DateOnly FirstDay, int Days, IReadOnlyList<KeyedSeries> Series, double[]? Total = null)
{
    /// <summary>The table's first <paramref name="days"/> days, as a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is negative or more than the table has.</exception>
    public DailyTable Head(int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, Days);
        return new(FirstDay, days, [.. Series.Select(series => new KeyedSeries(series.Key, series.Values[..days]))], Total?[..days]);
    }

    /// <summary>Throws when a series has not one finite value a day.</summary>
    /// <exception cref="ArgumentException">A series is too short or too long, or has a value that is not finite.</exception>
    internal void ThrowIfInvalid()
    {
        foreach (var (key, values) in Total is null ? Series : Series.Append(new("total", Total)))
        {
            if (values.Length != Days) throw new ArgumentException($"series {key} has {values.Length} values; expected {Days}, one a day");
            var wrong = Array.FindIndex(values, value => !double.IsFinite(value));
            if (wrong >= 0) throw new ArgumentException($"series {key} is {values[wrong]} on {FirstDay.AddDays(wrong):yyyy-MM-dd}; expected a finite number");
        }
    }
}

/// <summary>A key's daily sums.</summary>
/// <param name="Key">The key, as in the stock code of an item.</param>
/// <param name="Values">One sum a day.</param>
public sealed record KeyedSeries(string Key, double[] Values);
