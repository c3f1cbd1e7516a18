namespace DistributedML.Learning.Forecasting;

/// <summary>
/// A key's online state: sums the amounts of the open day and gives each closed day to the forecaster. Days without sale are 0.
/// The state depends on the sequence of amounts alone, never on queries. <see cref="Add"/> costs an addition unless it closes days.
/// </summary>
public sealed class DailySeries : IState
{
    /// <summary>
    /// Longest gap that is filled day by day. A longer one is shortened by whole seasons, so that a wrong date in the far future costs no more
    /// than this many days; a forecaster has forgotten what was before by then.
    /// </summary>
    public const int LongestGap = 400;

    /// <summary>Sums stay between this and its negative, so that they stay finite.</summary>
    public const double LargestSum = 1e100;

    SeriesForecaster _forecaster;
    readonly RecentValues _recent;
    int _openDay;
    double _openSum;
    long _late;

    /// <summary>A series that was not in training: it starts on its first day with <see cref="SeriesForecaster.Untrained"/>.</summary>
    /// <param name="options">Options, checked by the caller.</param>
    /// <param name="openDay">The day of the first event.</param>
    /// <param name="pooledProfile">As for <see cref="SeriesForecaster.Untrained"/>.</param>
    public DailySeries(ForecasterOptions options, DateOnly openDay, ReadOnlySpan<double> pooledProfile = default)
        : this(SeriesForecaster.Untrained(options, openDay, pooledProfile), new RecentValues(options.KeptDays)) { }

    /// <summary>A series with a trained forecaster; the open day is the forecaster's next day.</summary>
    /// <param name="forecaster">The forecaster, from now on this series' own.</param>
    /// <param name="closedDays">The newest closed days before it, oldest first; all are kept that fit.</param>
    /// <param name="keptDays">How many closed days are kept.</param>
    public DailySeries(SeriesForecaster forecaster, ReadOnlySpan<double> closedDays, int keptDays)
        : this(forecaster, new RecentValues(keptDays))
    {
        foreach (var value in closedDays) _recent.Add(value);
    }

    DailySeries(SeriesForecaster forecaster, RecentValues recent)
    {
        _forecaster = forecaster;
        _recent = recent;
        _openDay = forecaster.NextDay.DayNumber;
    }

    /// <summary>The day that amounts are added to; all days before are closed.</summary>
    public DateOnly OpenDay => DateOnly.FromDayNumber(_openDay);

    /// <summary>The open day's sum so far.</summary>
    public double OpenSum => _openSum;

    /// <summary>Amounts that came after their day was closed; they were added to the day open then.</summary>
    public long LateAmounts => _late;

    /// <summary>The forecaster as of the newest closed day.</summary>
    public SeriesForecaster Forecaster => _forecaster;

    /// <summary>Adds an amount of a day; closes the days before it when it is later than the open day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not finite; the state stays as it was.</exception>
    public void Add(DateOnly day, double amount)
    {
        if (!double.IsFinite(amount)) throw new ArgumentOutOfRangeException(nameof(amount), amount, "expected a finite number");
        var number = day.DayNumber;
        if (number > _openDay) Close(number);
        else if (number < _openDay) _late++;
        _openSum = Math.Clamp(_openSum + amount, -LargestSum, LargestSum);
    }

    /// <summary>Closes the days before <paramref name="day"/>, which becomes the open day; does nothing when it is open or closed already.</summary>
    public void AdvanceTo(DateOnly day)
    {
        if (day.DayNumber > _openDay) Close(day.DayNumber);
    }

    /// <summary>
    /// The forecast of <paramref name="today"/>, the first day that is not over, and the days after it, as if all days before it were closed.
    /// The state stays as it is. A day before the open day counts as the open day.
    /// </summary>
    /// <param name="today">First day of the forecast.</param>
    /// <param name="horizon">Days ahead; at least 1.</param>
    /// <param name="level">Coverage of the intervals, between 0 and 1.</param>
    /// <returns>The forecast; null while fewer days are closed than <see cref="ForecasterOptions.MinimumDays"/> asks for.</returns>
    public Forecast? Predict(DateOnly today, int horizon, double level)
    {
        var series = this;
        if (today.DayNumber > _openDay)
        {
            series = Copy();
            series.AdvanceTo(today);
        }
        return series._forecaster.IsReady ? series._forecaster.Predict(horizon, level) : null;
    }

    /// <summary>The newest closed days, oldest first, as of <paramref name="today"/>; the state stays as it is.</summary>
    /// <returns>The values and the day of the first of them.</returns>
    public (DateOnly FirstDay, double[] Values) History(DateOnly today)
    {
        var series = this;
        if (today.DayNumber > _openDay)
        {
            series = Copy();
            series.AdvanceTo(today);
        }
        var values = series._recent.ToArray();
        return (series.OpenDay.AddDays(-values.Length), values);
    }

    /// <summary>
    /// Takes over a newly trained forecaster and gives it the closed days after its training, as far as they are kept. Without a day in
    /// between (more days closed since than are kept) the missing days count as the oldest kept ones' mean.
    /// </summary>
    /// <param name="trained">The forecaster; it is copied.</param>
    public void Adopt(SeriesForecaster trained)
    {
        var next = trained.Copy();
        var values = _recent.ToArray();
        var closed = _openDay - next.NextDay.DayNumber;
        var missing = Math.Min(closed - values.Length, LongestGap);
        if (missing > 0)
        {
            var mean = values.Length == 0 ? 0 : values.Average();
            next.SkipTo(DateOnly.FromDayNumber(_openDay - values.Length - missing));
            for (var i = 0; i < missing; i++) next.Observe(mean);
        }
        for (var i = Math.Max(0, values.Length - closed); i < values.Length; i++) next.Observe(values[i]);
        if (closed < 0) Close(next.NextDay.DayNumber);
        _forecaster = next;
    }

    /// <summary>A copy that shares nothing with this one.</summary>
    public DailySeries Copy() => new(_forecaster.Copy(), _recent.Copy()) { _openDay = _openDay, _openSum = _openSum, _late = _late };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_openDay);
        writer.Write(_openSum);
        writer.Write(_late);
        _recent.Write(writer);
        _forecaster.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static DailySeries Read(BinaryReader reader)
    {
        var openDay = reader.ReadInt32();
        var openSum = reader.ReadDouble();
        var late = reader.ReadInt64();
        var recent = RecentValues.Read(reader);
        return new(SeriesForecaster.Read(reader), recent) { _openDay = openDay, _openSum = openSum, _late = late };
    }

    void Close(int day)
    {
        var skipped = Math.Max(0, day - _openDay - LongestGap);
        skipped -= skipped % _forecaster.SeasonLength;
        CloseOne();
        if (skipped > 0)
        {
            _openDay += skipped;
            _forecaster.SkipTo(DateOnly.FromDayNumber(_openDay));
        }
        while (_openDay < day) CloseOne();
    }

    void CloseOne()
    {
        _recent.Add(_openSum);
        _forecaster.Observe(_openSum);
        _openSum = 0;
        _openDay++;
    }
}
