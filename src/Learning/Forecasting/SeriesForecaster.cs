namespace DistributedML.Learning.Forecasting;

/// <summary>
/// The forecaster of one daily series: several estimates of its level times its weekday profile, and the members that the options name, combined
/// with weights found on the series' own past; intervals from its own past errors. For values that are not negative, as sales are.
/// </summary>
/// <remarks>
/// <see cref="Fit"/> fixes the parameters (weights, pooled profile, members' parameters), <see cref="Observe"/> carries the state on, so fitting
/// on a part and observing the rest equals filtering the whole with those parameters. O(season length) per value; O(window) per forecast.
/// </remarks>
public sealed class SeriesForecaster : IState
{
    readonly int _minimumDays;
    readonly SeasonalProfile _profile;
    readonly LevelEstimates _levels;
    readonly ErrorRatios _errors;
    readonly IOnlineForecaster[] _members;
    readonly double[] _weights;
    int _nextDay;
    int _phase;
    long _days;

    SeriesForecaster(
        int minimumDays, SeasonalProfile profile, LevelEstimates levels, ErrorRatios errors, IOnlineForecaster[] members, double[] weights)
    {
        _minimumDays = minimumDays;
        _profile = profile;
        _levels = levels;
        _errors = errors;
        _members = members;
        _weights = weights;
    }

    /// <summary>Days of a season.</summary>
    public int SeasonLength => _profile.SeasonLength;

    /// <summary>The day of the next value, which is also the first day of a forecast.</summary>
    public DateOnly NextDay => DateOnly.FromDayNumber(_nextDay);

    /// <summary>Values observed.</summary>
    public long Days => _days;

    /// <summary>Whether enough values were observed to predict.</summary>
    public bool IsReady => _days >= _minimumDays;

    /// <summary>The combination's weights, summing to 1: the level estimates (by window, then quantile, then the smoothed mean), then the members.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>A forecaster that has seen nothing, with equal weights.</summary>
    /// <param name="options">Options, checked by the caller.</param>
    /// <param name="firstDay">The day of the first value.</param>
    /// <param name="pooledProfile">
    /// Factors of the season's phases pooled over many series, averaging 1, indexed by day number modulo season length; empty for none.
    /// </param>
    public static SeriesForecaster Untrained(ForecasterOptions options, DateOnly firstDay, ReadOnlySpan<double> pooledProfile = default) =>
        Start(options, firstDay, pooledProfile, []);

    /// <summary>Fits the parameters to a series and observes all its values.</summary>
    /// <param name="values">One value a day.</param>
    /// <param name="firstDay">The day of the first value.</param>
    /// <param name="options">Options.</param>
    /// <param name="pooledProfile">As for <see cref="Untrained"/>.</param>
    /// <exception cref="ArgumentException">An option is wrong, or a value is not finite.</exception>
    public static SeriesForecaster Fit(
        ReadOnlySpan<double> values, DateOnly firstDay, ForecasterOptions options, ReadOnlySpan<double> pooledProfile = default)
    {
        options.ThrowIfInvalid();
        var forecaster = Start(options, firstDay, pooledProfile, values);
        var validation = new CombinationWeights(options, forecaster._weights.Length, values.Length);
        for (var day = 0; day < values.Length; day++)
        {
            if (validation.IsOrigin(day)) validation.Compare(forecaster.PredictEach, values.Slice(day, options.ValidationHorizon));
            forecaster.Observe(values[day]);
        }
        validation.Write(forecaster._weights);
        return forecaster;
    }

    /// <summary>Learns the value of <see cref="NextDay"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public void Observe(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "expected a finite number");
        var factor = _profile[_phase];
        _levels.Observe(value, factor);
        _errors.Observe(value, factor, _levels.Smoothed);
        _profile.Observe(_phase, value);
        foreach (var member in _members) member.Observe(value);
        _phase = _phase + 1 == SeasonLength ? 0 : _phase + 1;
        _nextDay++;
        _days++;
    }

    /// <summary>The next days' forecast with intervals.</summary>
    /// <param name="horizon">Days ahead; at least 1.</param>
    /// <param name="level">Coverage of the intervals, between 0 and 1.</param>
    /// <returns>
    /// The point forecast, drawn towards the median, which makes the absolute error small, and the interval with its ends; nothing is negative.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the level is out of range.</exception>
    public Forecast Predict(int horizon, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "expected between 0 and 1, both excluded");
        var forecast = new Forecast(NextDay, level, new double[horizon], new double[horizon], new double[horizon]);
        Combine(forecast.Mean);
        _errors.Intervals(level, forecast.Lower, forecast.Upper);
        for (var step = 0; step < horizon; step++)
        {
            var unit = _levels.Smoothed * _profile[(_phase + step) % SeasonLength];
            forecast.Mean[step] = Math.Max(0, forecast.Mean[step]);
            forecast.Lower[step] = Math.Clamp(forecast.Lower[step] * unit, 0, forecast.Mean[step]);
            forecast.Upper[step] = Math.Max(forecast.Upper[step] * unit, forecast.Mean[step]);
        }
        return forecast;
    }

    /// <summary>A copy that shares nothing that changes with this one.</summary>
    public SeriesForecaster Copy() =>
        new(_minimumDays, _profile.Copy(), _levels.Copy(), _errors.Copy(), [.. _members.Select(member => member.Copy())], _weights)
        {
            _nextDay = _nextDay,
            _phase = _phase,
            _days = _days,
        };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_minimumDays);
        writer.Write(_nextDay);
        writer.Write(_phase);
        writer.Write(_days);
        _profile.Write(writer);
        _levels.Write(writer);
        _errors.Write(writer);
        writer.Write((byte)_members.Length);
        foreach (var member in _members) ForecastMembers.Write(writer, member);
        writer.WriteDoubles(_weights);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeriesForecaster Read(BinaryReader reader)
    {
        var (minimumDays, nextDay, phase, days) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64());
        var (profile, levels, errors) = (SeasonalProfile.Read(reader), LevelEstimates.Read(reader), ErrorRatios.Read(reader));
        var members = new IOnlineForecaster[reader.ReadByte()];
        for (var i = 0; i < members.Length; i++) members[i] = ForecastMembers.Read(reader);
        return new(minimumDays, profile, levels, errors, members, reader.ReadDoubles(levels.Count + members.Length))
        {
            _nextDay = nextDay,
            _phase = phase,
            _days = days,
        };
    }

    /// <summary>Moves <see cref="NextDay"/> forward by whole seasons, without values for the days in between.</summary>
    internal void SkipTo(DateOnly day) => _nextDay = day.DayNumber;

    static SeriesForecaster Start(ForecasterOptions options, DateOnly firstDay, ReadOnlySpan<double> pooledProfile, ReadOnlySpan<double> training)
    {
        var season = options.SeasonLength;
        var levels = new LevelEstimates(options.LevelSmoothing, [.. options.LevelSeasons.Select(seasons => seasons * season)], options.LevelQuantiles);
        var members = new IOnlineForecaster[options.Members.Length];
        for (var i = 0; i < members.Length; i++) members[i] = ForecastMembers.Start(options.Members[i], season, training);
        var weights = new double[levels.Count + members.Length];
        Array.Fill(weights, 1.0 / weights.Length);
        return new(
            options.MinimumDays, new SeasonalProfile(season, options.ProfileSmoothing, pooledProfile, options.PooledShare), levels,
            new ErrorRatios(options.ErrorWindow, season, options.LevelSmoothing), members, weights)
        {
            _nextDay = firstDay.DayNumber,
            _phase = firstDay.DayNumber % season,
        };
    }

    /// <summary>The forecasts of each level estimate and member: one row each, as long as the horizon.</summary>
    void PredictEach(Span<double> means, int horizon)
    {
        Span<double> levels = stackalloc double[_levels.Count];
        _levels.Estimate(_profile, _phase, levels);
        for (var i = 0; i < levels.Length; i++)
            for (var step = 0; step < horizon; step++) means[i * horizon + step] = levels[i] * _profile[(_phase + step) % SeasonLength];
        for (var i = 0; i < _members.Length; i++) _members[i].Predict(means.Slice((levels.Length + i) * horizon, horizon));
    }

    void Combine(Span<double> means)
    {
        Span<double> levels = stackalloc double[_levels.Count];
        _levels.Estimate(_profile, _phase, levels);
        double level = 0;
        for (var i = 0; i < levels.Length; i++) level += _weights[i] * levels[i];
        var member = means.Length <= 512 ? stackalloc double[means.Length] : new double[means.Length];
        for (var i = 0; i < _members.Length; i++)
        {
            _members[i].Predict(member);
            for (var step = 0; step < means.Length; step++) means[step] += _weights[levels.Length + i] * member[step];
        }
        for (var step = 0; step < means.Length; step++) means[step] += level * _profile[(_phase + step) % SeasonLength];
    }
}
