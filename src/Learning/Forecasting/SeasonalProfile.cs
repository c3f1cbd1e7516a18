namespace DistributedML.Learning.Forecasting;

/// <summary>
/// How a season's phases (weekdays, for a season of 7) share the level: factors that average 1. Each phase's mean is smoothed exponentially;
/// the series' own factors are drawn towards pooled ones, which many sparse series estimate better together than each alone.
/// For series whose values are not negative. O(season length) per value.
/// </summary>
sealed class SeasonalProfile : IState
{
    /// <summary>Factors below this are phases without sale, as a shop's closed weekday.</summary>
    public const double Closed = 0.05;

    readonly double _smoothing;
    readonly double _pooledShare;
    readonly double[] _pooled;
    readonly double[] _sums;
    readonly double[] _weights;
    readonly double[] _factors;

    /// <param name="seasonLength">Phases of a season.</param>
    /// <param name="smoothing">Weight of the newest value in its phase's mean; above 0, at most 1.</param>
    /// <param name="pooled">Pooled factors, one per phase, averaging 1; empty for none.</param>
    /// <param name="pooledShare">Weight of the pooled factors, 0 to 1.</param>
    public SeasonalProfile(int seasonLength, double smoothing, ReadOnlySpan<double> pooled, double pooledShare)
    {
        _smoothing = smoothing;
        _pooledShare = pooledShare;
        _pooled = pooled.ToArray();
        _sums = new double[seasonLength];
        _weights = new double[seasonLength];
        _factors = new double[seasonLength];
        Refresh();
    }

    /// <summary>Phases of a season.</summary>
    public int SeasonLength => _sums.Length;

    /// <summary>A phase's factor.</summary>
    public double this[int phase] => _factors[phase];

    /// <summary>Smoothed mean of each phase.</summary>
    public double[] PhaseMeans() => [.. _sums.Zip(_weights, Mean)];

    /// <summary>Learns a value of a phase.</summary>
    public void Observe(int phase, double value)
    {
        _sums[phase] += _smoothing * (value - _sums[phase]);
        _weights[phase] += _smoothing * (1 - _weights[phase]);
        Refresh();
    }

    /// <summary>A copy that shares nothing that changes with this one.</summary>
    public SeasonalProfile Copy()
    {
        var copy = new SeasonalProfile(SeasonLength, _smoothing, _pooled, _pooledShare);
        _sums.CopyTo(copy._sums, 0);
        _weights.CopyTo(copy._weights, 0);
        _factors.CopyTo(copy._factors, 0);
        return copy;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(SeasonLength);
        writer.Write(_smoothing);
        writer.Write(_pooledShare);
        writer.Write(_pooled.Length > 0);
        writer.WriteDoubles(_pooled);
        writer.WriteDoubles(_sums);
        writer.WriteDoubles(_weights);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeasonalProfile Read(BinaryReader reader)
    {
        var seasonLength = reader.ReadInt32();
        var smoothing = reader.ReadDouble();
        var pooledShare = reader.ReadDouble();
        var pooled = reader.ReadBoolean() ? reader.ReadDoubles(seasonLength) : [];
        var profile = new SeasonalProfile(seasonLength, smoothing, pooled, pooledShare);
        reader.ReadDoubles(seasonLength).CopyTo(profile._sums, 0);
        reader.ReadDoubles(seasonLength).CopyTo(profile._weights, 0);
        profile.Refresh();
        return profile;
    }

    static double Mean(double sum, double weight) => weight > 0 ? sum / weight : 0;

    void Refresh()
    {
        double total = 0;
        var seen = true;
        for (var phase = 0; phase < _factors.Length; phase++)
        {
            seen &= _weights[phase] > 0;
            total += _factors[phase] = Mean(_sums[phase], _weights[phase]);
        }
        var mean = total / _factors.Length;
        var ownShare = !seen || mean <= 0 ? 0 : _pooled.Length == 0 ? 1 : 1 - _pooledShare;
        for (var phase = 0; phase < _factors.Length; phase++)
        {
            var others = _pooled.Length == 0 ? 1 : _pooled[phase];
            _factors[phase] = ownShare == 0 ? others : ownShare * _factors[phase] / mean + (1 - ownShare) * others;
        }
    }
}
