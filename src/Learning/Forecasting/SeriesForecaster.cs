namespace DistributedML.Learning.Forecasting;

/// <summary>
/// The forecaster of one series: several estimates of its level with its seasonal profile, and the members that the options name, combined
/// with weights found on the series' own past; intervals from its own past errors.
/// </summary>
/// <remarks>
/// A series that was never negative is a level times a profile, and neither its forecasts nor their intervals go below 0. One whose
/// negative values make
/// up more than 1 % of the sum of all absolute values is a level plus a profile of differences; it stays so. Fitting fixes the parameters
/// (weights, pooled profile,
/// members' parameters), <see cref="Observe"/> carries the state on, so fitting on a part and observing the rest equals filtering the whole
/// with those
/// parameters. O(season length) per value; O(window) per forecast.
/// </remarks>
public sealed class SeriesForecaster : IState
{
    /// <summary>
    /// No end of an interval is further from 0 than this many times the largest value of the longest window, or than the forecast itself.
    /// </summary>
    public const double LargestMultiple = 10;

    /// <summary>Zeros in a row are a pause when fewer than one such run in so many is expected of the series.</summary>
    const double RareRun = 1e6;

    readonly SeriesStep _step;
    readonly int _minimum;
    readonly SeasonalProfile _profile;
    readonly LevelEstimates _levels;
    readonly ErrorRatios _errors;
    readonly IOnlineForecaster[] _members;
    readonly double[] _weights;
    SignedSizes _sizes;
    long _next;
    int _phase;
    long _values;
    long _zeros;   // in a row, the newest values: what they mean shows when the next other value comes

    SeriesForecaster(
        SeriesStep step, int minimum, SeasonalProfile profile, LevelEstimates levels, ErrorRatios errors, IOnlineForecaster[] members, double[] weights)
    {
        _step = step;
        _minimum = minimum;
        _profile = profile;
        _levels = levels;
        _errors = errors;
        _members = members;
        _weights = weights;
    }

    /// <summary>The length of a step.</summary>
    public SeriesStep Step => _step;

    /// <summary>Steps of a season.</summary>
    public int SeasonLength => _profile.SeasonLength;

    /// <summary>The beginning of the next value's step, which is also the first one of a forecast.</summary>
    public DateTime Next => _step.StartOf(NextIndex);

    /// <summary>The day of <see cref="Next"/>.</summary>
    public DateOnly NextDay => DateOnly.FromDateTime(Next);

    /// <summary>Values observed; missing ones, zeros before the first other value and those of pauses that are over are left out.</summary>
    public long Values => _values + _zeros;

    /// <summary>Whether enough values were observed to predict.</summary>
    public bool IsReady => Values >= _minimum;

    /// <summary>The combination's weights, summing to 1: the level estimates (by window, then quantile, then the smoothed mean), then the members.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The number of the next step, see <see cref="SeriesStep.IndexOf"/>.</summary>
    internal long NextIndex => _next + _zeros;

    /// <summary>A forecaster that has seen nothing, with equal weights.</summary>
    /// <param name="options">Options, checked by the caller; what is null is taken from <paramref name="step"/>.</param>
    /// <param name="step">The length of a step.</param>
    /// <param name="first">A time in the first value's step.</param>
    /// <param name="pooledProfile">
    /// Factors of the season's phases pooled over many series, averaging 1, indexed by the step's number modulo season length; empty for
    /// none.
    /// </param>
    public static SeriesForecaster Untrained(
        ForecasterOptions options, SeriesStep step, DateTime first, ReadOnlySpan<double> pooledProfile = default) =>
        Start(options.For(step), step, step.IndexOf(first), pooledProfile, []);

    /// <summary>The forecaster of a daily series that has seen nothing, with equal weights.</summary>
    public static SeriesForecaster Untrained(ForecasterOptions options, DateOnly firstDay, ReadOnlySpan<double> pooledProfile = default) =>
        Untrained(options, SeriesStep.Day, firstDay.ToDateTime(default), pooledProfile);

    /// <summary>Fits the parameters to a series and observes all its values.</summary>
    /// <param name="values">One value a step; NaN where it is missing.</param>
    /// <param name="step">The length of a step.</param>
    /// <param name="first">A time in the first value's step.</param>
    /// <param name="options">Options; what is null is taken from <paramref name="step"/>.</param>
    /// <param name="pooledProfile">As for <see cref="Untrained(ForecasterOptions, SeriesStep, DateTime, ReadOnlySpan{double})"/>.</param>
    /// <exception cref="ArgumentException">An option is wrong, or a value is infinite.</exception>
    public static SeriesForecaster Fit(
        ReadOnlySpan<double> values, SeriesStep step, DateTime first, ForecasterOptions options, ReadOnlySpan<double> pooledProfile = default)
    {
        options.ThrowIfInvalid();
        options = options.For(step);
        var forecaster = Start(options, step, step.IndexOf(first), pooledProfile, values);
        if (IsAdditive(values)) forecaster._profile.MakeAdditive();
        var validation = new CombinationWeights(options, forecaster._weights.Length, values.Length);
        for (var at = 0; at < values.Length; at++)
        {
            if (validation.IsOrigin(at)) validation.Compare(forecaster.Settled().PredictEach, values.Slice(at, options.ValidationHorizon!.Value));
            if (double.IsNaN(values[at])) forecaster.Skip();
            else forecaster.Observe(values[at]);
        }
        validation.Write(forecaster._weights);
        return forecaster;
    }

    /// <summary>Fits the parameters to a daily series.</summary>
    public static SeriesForecaster Fit(
        ReadOnlySpan<double> values, DateOnly firstDay, ForecasterOptions options, ReadOnlySpan<double> pooledProfile = default) =>
        Fit(values, SeriesStep.Day, firstDay.ToDateTime(default), options, pooledProfile);

    /// <summary>Learns the value of the step that begins at <see cref="Next"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public void Observe(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "expected a finite number");
        if (value == 0)
        {
            _zeros++;
            return;
        }
        EndZeros();
        Teach(value);
    }

    /// <summary>Goes one step on without a value: it is missing and teaches nothing.</summary>
    public void Skip()
    {
        EndZeros();
        SkipOne();
    }

    /// <summary>This one, or while zeros are the newest values a copy that has learned them: nothing says yet that they are a pause.</summary>
    SeriesForecaster Settled()
    {
        if (_zeros == 0) return this;
        var settled = Copy();
        settled._zeros = 0;
        var more = Math.Max(0, _zeros - _levels.Longest);   // more zeros than the windows hold change nothing
        more -= more % SeasonLength;
        settled._next += more;
        for (var i = more; i < _zeros; i++) settled.Teach(0);
        return settled;
    }

    /// <summary>
    /// Judges the zeros in a row that are over. Before the first other value there was no demand to learn from, and a run that is rare for the series was a
    /// pause: neither teaches anything, and the season goes on where it stood. Other zeros are values.
    /// </summary>
    void EndZeros()
    {
        var run = _zeros;
        _zeros = 0;
        if (_values > 0 && !IsPause(run))
        {
            for (; run > 0; run--) Teach(0);
            return;
        }
        _next += run - run % SeasonLength;
        for (run %= SeasonLength; run > 0; run--) SkipOne();
    }

    bool IsPause(long run)
    {
        if (run < 2 * SeasonLength) return false;
        var open = (double)run / SeasonLength * Enumerable.Range(0, SeasonLength).Count(phase => !_profile.IsClosed(phase));
        return -open * Math.Log(_levels.ShareOfZeros(_profile, _phase)) > Math.Log(RareRun);
    }

    void Teach(double value)
    {
        _sizes.Add(value);
        if (!_profile.IsAdditive && IsReady && _sizes.IsMixed) MakeAdditive();
        var taught = _levels.Clip(value, _profile, _phase);
        _levels.Observe(value, taught, _profile, _phase);
        _errors.Observe(value, _profile, _phase, _levels.Smoothed);
        var scale = _profile.Observe(_phase, taught);
        if (scale != 1)
        {
            _levels.Scale(scale);
            _errors.Scale(scale);
        }
        foreach (var member in _members) member.Observe(value);
        _values++;
        Advance();
    }

    void SkipOne()
    {
        _levels.Skip();
        _profile.Skip(_phase);
        if (_values > 0) _errors.Observe(double.NaN, _profile, _phase, _levels.Smoothed);   // before the first value there is no level to compare with
        foreach (var member in _members) member.Skip();
        Advance();
    }

    /// <summary>The next steps' forecast with intervals.</summary>
    /// <param name="horizon">Steps ahead; at least 1.</param>
    /// <param name="level">Coverage of the intervals, between 0 and 1.</param>
    /// <returns>
    /// The point forecast, drawn towards the median, which makes the absolute error small, and the interval with its ends; nothing is
    /// negative unless a value
    /// of the series was.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the level is out of range.</exception>
    public Forecast Predict(int horizon, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "expected between 0 and 1, both excluded");
        if (_zeros > 0) return Settled().Predict(horizon, level);
        var forecast = new Forecast(Next, _step, level, new double[horizon], new double[horizon], new double[horizon]);
        var floor = _sizes.Negative == 0 ? 0 : double.NegativeInfinity;
        var largest = LargestMultiple * _levels.Largest();
        Combine(forecast.Mean);
        _errors.Intervals(level, _profile, floor == 0, _errors.AreEnough ? [] : _levels.Errors(_profile, _phase), forecast.Lower, forecast.Upper);
        for (var step = 0; step < horizon; step++)
        {
            var (lower, upper) = (End(step, forecast.Lower[step]), End(step, forecast.Upper[step]));
            if (lower > upper) (lower, upper) = (upper, lower);   // the level of a series with few negative values may be one
            var mean = forecast.Mean[step] = Math.Max(floor, forecast.Mean[step]);
            forecast.Lower[step] = Math.Min(Math.Max(Math.Max(lower, -largest), floor), mean);
            forecast.Upper[step] = Math.Max(Math.Min(upper, largest), mean);
        }
        return forecast;
    }

    /// <summary>A copy that shares nothing that changes with this one.</summary>
    public SeriesForecaster Copy() =>
        new(_step, _minimum, _profile.Copy(), _levels.Copy(), _errors.Copy(), [.. _members.Select(member => member.Copy())], _weights)
        {
            _sizes = _sizes,
            _next = _next,
            _phase = _phase,
            _values = _values,
            _zeros = _zeros,
        };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        _step.Write(writer);
        writer.Write(_minimum);
        writer.Write(_next);
        writer.Write(_phase);
        writer.Write(_values);
        writer.Write(_zeros);
        writer.Write(_sizes.Negative);
        writer.Write(_sizes.All);
        _profile.Write(writer);
        _levels.Write(writer);
        _errors.Write(writer);
        writer.Write((byte)_members.Length);
        foreach (var member in _members) ForecastMembers.Write(writer, member);
        writer.WriteValues(_weights);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeriesForecaster Read(BinaryReader reader)
    {
        var (step, minimum, next, phase) = (SeriesStep.Read(reader), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32());
        var (values, zeros) = (reader.ReadInt64(), reader.ReadInt64());
        var sizes = new SignedSizes(reader.ReadDouble(), reader.ReadDouble());
        var (profile, levels, errors) = (SeasonalProfile.Read(reader), LevelEstimates.Read(reader), ErrorRatios.Read(reader));
        var members = new IOnlineForecaster[reader.ReadByte()];
        for (var i = 0; i < members.Length; i++) members[i] = ForecastMembers.Read(reader);
        return new(step, minimum, profile, levels, errors, members, reader.ReadValues<double>(levels.Count + members.Length))
        {
            _sizes = sizes,
            _next = next,
            _phase = phase,
            _values = values,
            _zeros = zeros,
        };
    }

    /// <summary>Whether a series of these values is a level plus differences.</summary>
    internal static bool IsAdditive(ReadOnlySpan<double> values)
    {
        var sizes = new SignedSizes();
        foreach (var value in values)
            if (!double.IsNaN(value)) sizes.Add(value);
        return sizes.IsMixed;
    }

    /// <summary>Moves <see cref="Next"/> forward by whole seasons, without values for the steps in between.</summary>
    internal void SkipTo(long index) => _next = index - _zeros;

    static SeriesForecaster Start(
        ForecasterOptions options, SeriesStep step, long first, ReadOnlySpan<double> pooledProfile, ReadOnlySpan<double> training)
    {
        var season = options.SeasonLength!.Value;
        var levels = new LevelEstimates(options.LevelSmoothing, [.. options.LevelSeasons!.Select(seasons => seasons * season)], options.LevelQuantiles);
        var members = new IOnlineForecaster[options.Members!.Length];
        for (var i = 0; i < members.Length; i++) members[i] = ForecastMembers.Start(options.Members[i], season, training);
        var weights = new double[levels.Count + members.Length];
        Array.Fill(weights, 1.0 / weights.Length);
        return new(
            step, options.MinimumPeriods!.Value, new SeasonalProfile(season, options.ProfileSmoothing, pooledProfile, options.PooledShare), levels,
            new ErrorRatios(options.ErrorWindow!.Value, season, options.LevelSmoothing), members, weights)
        {
            _next = first,
            _phase = (int)(first % season),
        };
    }

    void Advance()
    {
        _phase = _phase + 1 == SeasonLength ? 0 : _phase + 1;
        _next++;
    }

    void MakeAdditive()
    {
        _profile.MakeAdditive();
        _errors.MakeAdditive(_levels.Smoothed);
    }

    /// <summary>An interval's end from its ratio or difference.</summary>
    double End(int step, double error)
    {
        var expected = _profile.At((_phase + step) % SeasonLength, _levels.Smoothed);
        return _profile.IsAdditive ? expected + error : expected * error;
    }

    /// <summary>The forecasts of each level estimate and member: one row each, as long as the horizon.</summary>
    void PredictEach(Span<double> means, int horizon)
    {
        Span<double> levels = stackalloc double[_levels.Count];
        _levels.Estimate(_profile, _phase, levels);
        for (var i = 0; i < levels.Length; i++)
            for (var step = 0; step < horizon; step++) means[i * horizon + step] = _profile.At((_phase + step) % SeasonLength, levels[i]);
        for (var i = 0; i < _members.Length; i++) _members[i].Predict(means.Slice((levels.Length + i) * horizon, horizon));
    }

    void Combine(Span<double> means)
    {
        Span<double> levels = stackalloc double[_levels.Count];
        _levels.Estimate(_profile, _phase, levels);
        double level = 0, weight = 0;
        for (var i = 0; i < levels.Length; i++)
        {
            level += _weights[i] * levels[i];
            weight += _weights[i];
        }
        var member = means.Length <= 512 ? stackalloc double[means.Length] : new double[means.Length];
        for (var i = 0; i < _members.Length; i++)
        {
            _members[i].Predict(member);
            for (var step = 0; step < means.Length; step++) means[step] += _weights[levels.Length + i] * member[step];
        }
        for (var step = 0; step < means.Length; step++)
        {
            var effect = _profile[(_phase + step) % SeasonLength];
            means[step] += _profile.IsAdditive ? level + weight * effect : level * effect;
        }
    }
}
