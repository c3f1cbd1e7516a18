namespace DistributedML.Learning.Forecasting;

/// <summary>Many series over the same steps. A missing value is NaN.</summary>
/// <param name="First">A time in the first step of every series.</param>
/// <param name="Periods">How many steps every series has.</param>
/// <param name="Series">The series of this rank, each with <paramref name="Periods"/> values.</param>
/// <param name="Total">The sums that are forecast in total, the same on every rank; null for none.</param>
public sealed record DailyTable(DateTime First, int Periods, IReadOnlyList<KeyedSeries> Series, double[]? Total = null)
{
    /// <summary>A table of daily sums.</summary>
    public DailyTable(DateOnly firstDay, int days, IReadOnlyList<KeyedSeries> series, double[]? total = null)
        : this(firstDay.ToDateTime(default), days, series, total) { }

    /// <summary>How the values were made of events, and how the stream goes on with them.</summary>
    public SeriesShape Shape { get; init; } = SeriesShape.Daily;

    /// <summary>How the total is made of events: as a sum, whatever the series are.</summary>
    public SeriesShape TotalShape => SeriesShape.Of(Shape.Step, SeriesAggregate.Sum);

    /// <summary>The number of the first step.</summary>
    public long FirstIndex => Shape.Step.IndexOf(First);

    /// <summary>The beginning of a step.</summary>
    public DateTime StartOf(int period) => Shape.Step.StartOf(FirstIndex + period);

    /// <summary>The table's first <paramref name="periods"/> steps, as a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="periods"/> is negative or more than the table has.</exception>
    public DailyTable Head(int periods)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(periods);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periods, Periods);
        return this with
        {
            Periods = periods,
            Series = [.. Series.Select(series => new KeyedSeries(series.Key, series.Values[..periods]))],
            Total = Total?[..periods],
        };
    }

    /// <summary>Throws when a series has not one value a step.</summary>
    /// <exception cref="ArgumentException">A series is too short or too long, or has an infinite value.</exception>
    internal void ThrowIfInvalid()
    {
        foreach (var (key, values) in Total is null ? Series : Series.Append(new("total", Total)))
        {
            if (values.Length != Periods) throw new ArgumentException($"series {key} has {values.Length} values; expected {Periods}, one a {Shape.Step}");
            var wrong = Array.FindIndex(values, double.IsInfinity);
            if (wrong >= 0)
                throw new ArgumentException($"series {key} is {values[wrong]} on {Shape.Step.Text(StartOf(wrong))}; expected a finite number, or NaN where it is missing");
        }
    }
}

/// <summary>A key's series.</summary>
/// <param name="Key">The key, as in the stock code of an item.</param>
/// <param name="Values">One value a step; NaN where it is missing.</param>
public sealed record KeyedSeries(string Key, double[] Values);
