namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Several estimates of a series' deseasonalised level, each with another memory and robustness: quantiles of the newest values divided by
/// their phase's factor, over windows of some seasons, and an exponentially smoothed mean. Phases without sale are left out.
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

    /// <summary>The exponentially smoothed mean: the values' sum over their factors' sum, both discounted; 0 before the first value.</summary>
    public double Smoothed => _smoothedWeight > 0 ? _smoothedSum / _smoothedWeight : 0;

    /// <summary>Learns a value whose phase has the given factor.</summary>
    public void Observe(double value, double factor)
    {
        _values.Add(value);
        if (factor < SeasonalProfile.Closed) return;
        _smoothedSum += value - _smoothing * _smoothedSum;
        _smoothedWeight += factor - _smoothing * _smoothedWeight;
    }

    /// <summary>Writes all estimates.</summary>
    /// <param name="profile">The factors by which values are divided.</param>
    /// <param name="nextPhase">The phase of the next value.</param>
    /// <param name="levels"><see cref="Count"/> estimates; by window, then by quantile, then the smoothed mean.</param>
    public void Estimate(SeasonalProfile profile, int nextPhase, Span<double> levels)
    {
        var buffer = _values.Count <= 512 ? stackalloc double[_values.Count] : new double[_values.Count];
        var next = 0;
        foreach (var window in _windows)
        {
            var ratios = buffer[..Ratios(profile, nextPhase, window, buffer)];
            ratios.Sort();
            foreach (var quantile in _quantiles) levels[next++] = ratios.Length == 0 ? 0 : Quantiles.Of(ratios, quantile);
        }
        levels[next] = Smoothed;
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
        writer.WriteDoubles(_quantiles);
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
        var quantiles = reader.ReadDoubles(reader.ReadByte());
        return new(smoothing, windows, quantiles, RecentValues.Read(reader)) { _smoothedSum = reader.ReadDouble(), _smoothedWeight = reader.ReadDouble() };
    }

    int Ratios(SeasonalProfile profile, int nextPhase, int window, Span<double> ratios)
    {
        var count = 0;
        var phase = nextPhase;
        for (var ago = 1; ago <= Math.Min(window, _values.Count); ago++)
        {
            phase = phase == 0 ? profile.SeasonLength - 1 : phase - 1;
            if (profile[phase] >= SeasonalProfile.Closed) ratios[count++] = _values.Ago(ago) / profile[phase];
        }
        return count;
    }
}
