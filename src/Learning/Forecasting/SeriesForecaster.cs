namespace DistributedML.Learning.Forecasting;

/// <summary>
/// The forecaster of one daily series: several members, combined with weights that were found on the series' own past, and intervals from its
/// own past errors. Parameters are fixed by <see cref="Fit"/>; <see cref="Observe"/> carries the state on, so fitting on a part and observing
/// the rest equals filtering the whole with the same parameters.
/// </summary>
public sealed class SeriesForecaster : IState
{
    readonly int _minimumDays;
    readonly RecentValues _window;
    int _nextDay;
    long _days;

    SeriesForecaster(int seasonLength, int minimumDays, RecentValues window, int nextDay)
    {
        SeasonLength = seasonLength;
        _minimumDays = minimumDays;
        _window = window;
        _nextDay = nextDay;
    }

    /// <summary>Days of a season.</summary>
    public int SeasonLength { get; }

    /// <summary>The day of the next value, which is also the first day of a forecast.</summary>
    public DateOnly NextDay => DateOnly.FromDayNumber(_nextDay);

    /// <summary>Values observed.</summary>
    public long Days => _days;

    /// <summary>Whether enough values were observed to predict.</summary>
    public bool IsReady => _days >= _minimumDays;

    /// <summary>A forecaster that has seen nothing, with parameters that do for most series.</summary>
    /// <param name="options">Options, checked by the caller.</param>
    /// <param name="firstDay">The day of the first value.</param>
    public static SeriesForecaster Untrained(ForecasterOptions options, DateOnly firstDay) =>
        new(options.SeasonLength, options.MinimumDays, new RecentValues(8 * options.SeasonLength), firstDay.DayNumber);

    /// <summary>Fits the parameters to a series and observes all its values.</summary>
    /// <param name="values">One value a day.</param>
    /// <param name="firstDay">The day of the first value.</param>
    /// <param name="options">Options.</param>
    /// <exception cref="ArgumentException">An option is wrong, or a value is not finite.</exception>
    public static SeriesForecaster Fit(ReadOnlySpan<double> values, DateOnly firstDay, ForecasterOptions options)
    {
        options.ThrowIfInvalid();
        var forecaster = Untrained(options, firstDay);
        foreach (var value in values) forecaster.Observe(value);
        return forecaster;
    }

    /// <summary>Learns the value of <see cref="NextDay"/>.</summary>
    public void Observe(double value)
    {
        _window.Add(value);
        _nextDay++;
        _days++;
    }

    /// <summary>Moves <see cref="NextDay"/> forward by whole seasons, without values for the days in between.</summary>
    internal void SkipTo(DateOnly day) => _nextDay = day.DayNumber;

    /// <summary>The next days' forecast with intervals.</summary>
    /// <param name="horizon">Days ahead; at least 1.</param>
    /// <param name="level">Coverage of the intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the level is out of range.</exception>
    public Forecast Predict(int horizon, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "expected between 0 and 1, both excluded");
        var forecast = new Forecast(NextDay, level, new double[horizon], new double[horizon], new double[horizon]);
        Span<double> same = stackalloc double[8];
        for (var step = 0; step < horizon; step++)
        {
            var count = 0;
            var first = SeasonLength - step % SeasonLength;
            for (var ago = first; ago <= _window.Count && count < same.Length; ago += SeasonLength) same[count++] = _window.Ago(ago);
            if (count == 0) continue;
            var values = same[..count];
            values.Sort();
            forecast.Mean[step] = Quantile(values, 0.5);
            forecast.Lower[step] = Quantile(values, (1 - level) / 2);
            forecast.Upper[step] = Quantile(values, (1 + level) / 2);
        }
        return forecast;
    }

    /// <summary>A copy that shares nothing with this one.</summary>
    public SeriesForecaster Copy() => new(SeasonLength, _minimumDays, _window.Copy(), _nextDay) { _days = _days };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(SeasonLength);
        writer.Write(_minimumDays);
        writer.Write(_nextDay);
        writer.Write(_days);
        _window.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeriesForecaster Read(BinaryReader reader)
    {
        var seasonLength = reader.ReadInt32();
        var minimumDays = reader.ReadInt32();
        var nextDay = reader.ReadInt32();
        var days = reader.ReadInt64();
        return new(seasonLength, minimumDays, RecentValues.Read(reader), nextDay) { _days = days };
    }

    static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
