namespace DistributedML.Learning.Forecasting;

/// <summary>
/// A key's online state: gathers the amounts of the open step and gives each closed step's value to the forecaster. The state depends on
/// the
/// sequence of amounts alone, never on queries. <see cref="Add(DateTime, double)"/> costs an addition unless it closes steps.
/// </summary>
public sealed class DailySeries : IState
{
    /// <summary>
    /// Longest gap that is filled step by step, if it is longer than <see cref="LongestGapSeasons"/>. A longer one is shortened by whole
    /// seasons, so
    /// that a wrong date in the far future costs no more than this many steps; a forecaster has forgotten what was before by then.
    /// </summary>
    public const int LongestGap = 400;

    /// <summary>The longest gap that is filled step by step, in seasons.</summary>
    public const int LongestGapSeasons = 16;

    /// <summary>Sums stay between this and its negative, so that they stay finite.</summary>
    public const double LargestSum = 1e100;

    readonly SeriesShape _shape;
    readonly RecentValues _recent;
    SeriesForecaster _forecaster;
    long _open;
    double _value;   // of the open step: the sum, the newest, the smallest or the largest
    long _count;
    long _newest;   // ticks of the newest amount; of SeriesAggregate.Last only
    bool _missing;   // an event of the open step had no value
    long _late;

    /// <summary>
    /// A series that was not in training: it starts with the step of its first event, with a forecaster that has seen nothing.
    /// </summary>
    /// <param name="options">Options, checked by the caller; what is null is taken from the step.</param>
    /// <param name="shape">How amounts become values.</param>
    /// <param name="first">The time of the first event.</param>
    /// <param name="pooledProfile">As for
    /// <see cref="SeriesForecaster.Untrained(ForecasterOptions, SeriesStep, DateTime, ReadOnlySpan{double})"/>.</param>
    public DailySeries(ForecasterOptions options, SeriesShape shape, DateTime first, ReadOnlySpan<double> pooledProfile = default)
        : this(shape, SeriesForecaster.Untrained(options, shape.Step, first, pooledProfile), new RecentValues(options.For(shape.Step).KeptPeriods!.Value)) { }

    /// <summary>A series of daily sums that was not in training.</summary>
    public DailySeries(ForecasterOptions options, DateOnly firstDay) : this(options, SeriesShape.Daily, firstDay.ToDateTime(default)) { }

    /// <summary>A series with a trained forecaster; the open step is the forecaster's next one.</summary>
    /// <param name="shape">How amounts become values; its step is the forecaster's.</param>
    /// <param name="forecaster">The forecaster, from now on this series' own.</param>
    /// <param name="closed">The newest values before it, oldest first, NaN where missing; all are kept that fit.</param>
    /// <param name="kept">How many closed steps are kept.</param>
    public DailySeries(SeriesShape shape, SeriesForecaster forecaster, ReadOnlySpan<double> closed, int kept)
        : this(shape, forecaster, new RecentValues(kept))
    {
        foreach (var value in closed) _recent.Add(value);
    }

    DailySeries(SeriesShape shape, SeriesForecaster forecaster, RecentValues recent)
    {
        _shape = shape;
        _forecaster = forecaster;
        _recent = recent;
        _open = forecaster.NextIndex;
    }

    /// <summary>How amounts become values.</summary>
    public SeriesShape Shape => _shape;

    /// <summary>The beginning of the step that amounts are added to; all steps before are closed.</summary>
    public DateTime Open => _shape.Step.StartOf(_open);

    /// <summary>The day of <see cref="Open"/>.</summary>
    public DateOnly OpenDay => DateOnly.FromDateTime(Open);

    /// <summary>The open step's value so far, as if it were closed now; NaN when it would be missing.</summary>
    public double OpenValue => _count == 0
        ? _missing ? double.NaN : _shape.ValueWithoutEvents(_recent.Count > 0 ? _recent.Ago(1) : double.NaN)
        : _shape.Aggregate switch { SeriesAggregate.Mean => _value / _count, SeriesAggregate.Count => _count, _ => _value };

    /// <summary>
    /// Amounts that came after their step was closed. They were added to the step open then by sums and counts, so that nothing is lost;
    /// means, extremes and newest values
    /// leave them out.
    /// </summary>
    public long LateAmounts => _late;

    /// <summary>The forecaster as of the newest closed step.</summary>
    public SeriesForecaster Forecaster => _forecaster;

    /// <summary>Adds an amount; closes the steps before that of its time when it is later than the open one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not finite; the state stays as it was.</exception>
    public void Add(DateTime time, double amount)
    {
        if (!double.IsFinite(amount)) throw new ArgumentOutOfRangeException(nameof(amount), amount, "expected a finite number");
        var late = Enter(time);
        switch (_shape.Aggregate)
        {
            case SeriesAggregate.Sum:
            case SeriesAggregate.Mean when !late:
                _value = Math.Clamp(_value + amount, -LargestSum, LargestSum);
                break;
            case SeriesAggregate.Count:
                break;
            case SeriesAggregate.Min when !late:
                _value = _count == 0 ? amount : Math.Min(_value, amount);
                break;
            case SeriesAggregate.Max when !late:
                _value = _count == 0 ? amount : Math.Max(_value, amount);
                break;
            case SeriesAggregate.Last when !late:
                if (time.Ticks >= _newest) (_value, _newest) = (amount, time.Ticks);
                break;
            default:
                return;
        }
        _count++;
    }

    /// <summary>Adds an amount of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not finite; the state stays as it was.</exception>
    public void Add(DateOnly day, double amount) => Add(day.ToDateTime(default), amount);

    /// <summary>Adds an event without a value: when its step closes without any value, that is missing.</summary>
    public void AddMissing(DateTime time)
    {
        if (!Enter(time)) _missing = true;
    }

    /// <summary>
    /// Closes the steps before that of a time, which becomes the open one; does nothing when that is open or closed already.
    /// </summary>
    public void AdvanceTo(DateTime time)
    {
        if (_shape.Step.IndexOf(time) is var index && index > _open) Close(index);
    }

    /// <summary>Closes the days before <paramref name="day"/>.</summary>
    public void AdvanceTo(DateOnly day) => AdvanceTo(day.ToDateTime(default));

    /// <summary>
    /// The forecast of the step that holds <paramref name="now"/>, which is not over, and the steps after it, as if all steps before it
    /// were closed.
    /// The state stays as it is. A step before the open one counts as the open one.
    /// </summary>
    /// <param name="now">A time in the first step of the forecast.</param>
    /// <param name="horizon">Steps ahead; at least 1.</param>
    /// <param name="level">Coverage of the intervals, between 0 and 1.</param>
    /// <returns>The forecast; null while fewer values are known than <see cref="ForecasterOptions.MinimumPeriods"/> asks for.</returns>
    public Forecast? Predict(DateTime now, int horizon, double level) =>
        At(now)._forecaster is { IsReady: true } forecaster ? forecaster.Predict(horizon, level) : null;

    /// <summary>The forecast of <paramref name="today"/> and the days after it.</summary>
    public Forecast? Predict(DateOnly today, int horizon, double level) => Predict(today.ToDateTime(default), horizon, level);

    /// <summary>The newest closed steps, oldest first, as of <paramref name="now"/>; the state stays as it is.</summary>
    /// <returns>The beginning of the first one's step, and the values; NaN where one is missing.</returns>
    public (DateTime First, double[] Values) History(DateTime now)
    {
        var series = At(now);
        var values = series._recent.ToArray();
        return (_shape.Step.StartOf(series._open - values.Length), values);
    }

    /// <summary>The newest closed days, oldest first, as of <paramref name="today"/>.</summary>
    public (DateOnly FirstDay, double[] Values) History(DateOnly today)
    {
        var (first, values) = History(today.ToDateTime(default));
        return (DateOnly.FromDateTime(first), values);
    }

    /// <summary>
    /// Takes over a newly trained forecaster and gives it the closed steps after its training, as far as they are kept. Without a step in
    /// between (more steps closed since than are kept) the missing steps count as the oldest kept ones' mean.
    /// </summary>
    /// <param name="trained">The forecaster; it is copied.</param>
    /// <exception cref="ArgumentException">The forecaster has another step.</exception>
    public void Adopt(SeriesForecaster trained)
    {
        if (trained.Step != _shape.Step) throw new ArgumentException($"the forecaster's step is {trained.Step}; expected the series' own, {_shape.Step}");
        var next = trained.Copy();
        var values = _recent.ToArray();
        var closed = _open - next.NextIndex;
        var lost = Math.Min(closed - values.Length, LongestFilled);
        if (lost > 0)
        {
            var mean = values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).Average();
            next.SkipTo(_open - values.Length - lost);
            for (var i = 0; i < lost; i++) next.Observe(mean);
        }
        for (var i = (int)Math.Max(0, values.Length - closed); i < values.Length; i++) Give(next, values[i]);
        if (closed < 0) Close(next.NextIndex);
        _forecaster = next;
    }

    /// <summary>A copy that shares nothing with this one.</summary>
    public DailySeries Copy() => new(_shape, _forecaster.Copy(), _recent.Copy())
    {
        _open = _open,
        _value = _value,
        _count = _count,
        _newest = _newest,
        _missing = _missing,
        _late = _late,
    };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        _shape.Write(writer);
        writer.Write(_open);
        writer.Write(_value);
        writer.Write(_count);
        writer.Write(_newest);
        writer.Write(_missing);
        writer.Write(_late);
        _recent.Write(writer);
        _forecaster.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static DailySeries Read(BinaryReader reader)
    {
        var shape = SeriesShape.Read(reader);
        var (open, value, count, newest) = (reader.ReadInt64(), reader.ReadDouble(), reader.ReadInt64(), reader.ReadInt64());
        var (missing, late) = (reader.ReadBoolean(), reader.ReadInt64());
        var recent = RecentValues.Read(reader);
        return new(shape, SeriesForecaster.Read(reader), recent)
        {
            _open = open,
            _value = value,
            _count = count,
            _newest = newest,
            _missing = missing,
            _late = late,
        };
    }

    long LongestFilled => Math.Max(LongestGap, LongestGapSeasons * _forecaster.SeasonLength);

    /// <summary>Opens the step of a time; true when that is closed already.</summary>
    bool Enter(DateTime time)
    {
        var index = _shape.Step.IndexOf(time);
        if (index > _open) Close(index);
        if (index >= _open) return false;
        _late++;
        return true;
    }

    /// <summary>The series as of a later time: a copy, unless the open step holds it.</summary>
    DailySeries At(DateTime now)
    {
        if (_shape.Step.IndexOf(now) <= _open) return this;
        var series = Copy();
        series.AdvanceTo(now);
        return series;
    }

    void Close(long index)
    {
        var skipped = Math.Max(0, index - _open - LongestFilled);
        skipped -= skipped % _forecaster.SeasonLength;
        CloseOne();
        if (skipped > 0)
        {
            _open += skipped;
            _forecaster.SkipTo(_open);
        }
        while (_open < index) CloseOne();
    }

    void CloseOne()
    {
        var value = OpenValue;
        _recent.Add(value);
        Give(_forecaster, value);
        (_value, _count, _newest, _missing) = (0, 0, 0, false);
        _open++;
    }

    static void Give(SeriesForecaster forecaster, double value)
    {
        if (double.IsNaN(value)) forecaster.Skip();
        else forecaster.Observe(value);
    }
}
