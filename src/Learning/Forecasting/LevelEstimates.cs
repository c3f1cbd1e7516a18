namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Several estimates of a series' deseasonalised level, each with another memory and robustness: quantiles of the newest values without
/// their
/// phase's part, over windows of some seasons, and an exponentially smoothed mean. Phases without sale and missing values (NaN) are left
/// out.
/// </summary>
sealed class LevelEstimates : IState
{
    readonly double _smoothing;
    readonly int[] _windows;
    readonly double[] _quantiles;
    readonly RecentValues _values;
    double _smoothedSum;
    double _smoothedWeight;

    /// <param name="smoothing">Weight of the newest value in the smoothed mean.</param>
    /// <param name="windows">Lengths of the windows in values, ascending.</param>
    /// <param name="quantiles">Probabilities of the quantiles taken in each window.</param>
    public LevelEstimates(double smoothing, int[] windows, double[] quantiles)
        : this(smoothing, windows, quantiles, new RecentValues(windows[^1])) { }

    LevelEstimates(double smoothing, int[] windows, double[] quantiles, RecentValues values)
    {
        _smoothing = smoothing;
        _windows = windows;
        _quantiles = quantiles;
        _values = values;
    }

    /// <summary>How many estimates there are: one per window and quantile, and the smoothed mean as the last.</summary>
    public int Count => _windows.Length * _quantiles.Length + 1;

    /// <summary>
    /// The exponentially smoothed mean: the values' sum over their factors' sum, both discounted, or the mean of the values without their
    /// phase's difference; 0 before the first value.
    /// </summary>
    public double Smoothed => _smoothedWeight > 0 ? _smoothedSum / _smoothedWeight : 0;

    /// <summary>The length of the longest window.</summary>
    public int Longest => _values.Capacity;

    /// <summary>The largest absolute value in the longest window; infinite when that has none.</summary>
    public double Largest()
    {
        var largest = double.NegativeInfinity;
        foreach (var value in _values.Unordered)
            if (Math.Abs(value) > largest) largest = Math.Abs(value);
        return Math.Abs(largest);
    }

    /// <summary>
    /// What a value teaches: itself, unless it is further out of the longest window's range than half of that; then the range's end, or in a series of
    /// differences what was expected. So a bulk order teaches little; when it comes again, the window knows it. Values of the first two seasons and those after a window of zeros are taken as they are.
    /// </summary>
    public double Clip(double value, SeasonalProfile profile, int phase)
    {
        if (_values.Count < 2 * profile.SeasonLength) return value;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var known in _values.Unordered)
        {
            if (known < low) low = known;
            if (known > high) high = known;
        }
        var margin = (high - low) / 2;
        if (!(margin > 0) || (value >= low - margin && value <= high + margin)) return value;
        return profile.IsAdditive ? profile.At(phase, Smoothed) : Math.Clamp(value, low, high);
    }

    /// <summary>Learns a value.</summary>
    /// <param name="value">The value as it came.</param>
    /// <param name="taught">The value that teaches the smoothed mean.</param>
    /// <param name="profile">The profile before it learns the value.</param>
    /// <param name="phase">The value's phase.</param>
    public void Observe(double value, double taught, SeasonalProfile profile, int phase)
    {
        _values.Add(value);
        if (profile.IsClosed(phase)) return;
        var (part, weight) = profile.IsAdditive ? (taught - profile[phase], 1) : (taught, profile[phase]);
        _smoothedSum += part - _smoothing * _smoothedSum;
        _smoothedWeight += weight - _smoothing * _smoothedWeight;
    }

    /// <summary>Multiplies the smoothed level, when the profile's factors change at once.</summary>
    public void Scale(double factor) => _smoothedWeight /= factor;

    /// <summary>Goes on without a value.</summary>
    public void Skip() => _values.Add(double.NaN);

    /// <summary>Writes all estimates.</summary>
    /// <param name="profile">The phases' parts in the values.</param>
    /// <param name="nextPhase">The phase of the next value.</param>
    /// <param name="levels"><see cref="Count"/> estimates; by window, then by quantile, then the smoothed mean.</param>
    public void Estimate(SeasonalProfile profile, int nextPhase, Span<double> levels)
    {
        var buffer = _values.Count <= 512 ? stackalloc double[_values.Count] : new double[_values.Count];
        var next = 0;
        foreach (var window in _windows)
        {
            var known = buffer[..Levels(profile, nextPhase, window, buffer)];
            known.Sort();
            foreach (var quantile in _quantiles) levels[next++] = known.Length == 0 ? Smoothed : Quantiles.Of(known, quantile);
        }
        levels[next] = Smoothed;
    }

    /// <summary>The newest values outside of closed phases against what the smoothed level gives: ratios, or differences. None while the level is 0.</summary>
    public double[] Errors(SeasonalProfile profile, int nextPhase)
    {
        if (!profile.IsAdditive && Smoothed <= 0) return [];
        var errors = new List<double>();
        var phase = nextPhase;
        for (var ago = 1; ago <= _values.Count; ago++)
        {
            phase = phase == 0 ? profile.SeasonLength - 1 : phase - 1;
            if (profile.IsClosed(phase) || double.IsNaN(_values.Ago(ago))) continue;
            var expected = profile.At(phase, Smoothed);
            errors.Add(profile.IsAdditive ? _values.Ago(ago) - expected : _values.Ago(ago) / expected);
        }
        return [.. errors];
    }

    /// <summary>How probable a zero is: its share of the longest window's n values outside of closed phases, as (zeros + 1) / (n + 2).</summary>
    /// <param name="profile">Says which phases are closed.</param>
    /// <param name="nextPhase">The phase of the next value.</param>
    public double ShareOfZeros(SeasonalProfile profile, int nextPhase)
    {
        double zeros = 1, known = 2;
        var phase = nextPhase;
        for (var ago = 1; ago <= _values.Count; ago++)
        {
            phase = phase == 0 ? profile.SeasonLength - 1 : phase - 1;
            if (profile.IsClosed(phase) || double.IsNaN(_values.Ago(ago))) continue;
            known++;
            if (_values.Ago(ago) == 0) zeros++;
        }
        return zeros / known;
    }

    /// <summary>A copy that shares nothing that changes with this one.</summary>
    public LevelEstimates Copy() =>
        new(_smoothing, _windows, _quantiles, _values.Copy()) { _smoothedSum = _smoothedSum, _smoothedWeight = _smoothedWeight };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_smoothing);
        writer.Write((byte)_windows.Length);
        foreach (var window in _windows) writer.Write(window);
        writer.Write((byte)_quantiles.Length);
        writer.WriteValues(_quantiles);
        _values.Write(writer);
        writer.Write(_smoothedSum);
        writer.Write(_smoothedWeight);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LevelEstimates Read(BinaryReader reader)
    {
        var smoothing = reader.ReadDouble();
        var windows = new int[reader.ReadByte()];
        for (var i = 0; i < windows.Length; i++) windows[i] = reader.ReadInt32();
        var quantiles = reader.ReadValues<double>(reader.ReadByte());
        return new(smoothing, windows, quantiles, RecentValues.Read(reader)) { _smoothedSum = reader.ReadDouble(), _smoothedWeight = reader.ReadDouble() };
    }

    int Levels(SeasonalProfile profile, int nextPhase, int window, Span<double> levels)
    {
        var count = 0;
        var phase = nextPhase;
        for (var ago = 1; ago <= Math.Min(window, _values.Count); ago++)
        {
            phase = phase == 0 ? profile.SeasonLength - 1 : phase - 1;
            if (!profile.IsClosed(phase) && _values.Ago(ago) is var value && !double.IsNaN(value)) levels[count++] = profile.LevelOf(phase, value);
        }
        return count;
    }
}
