namespace DistributedML.Learning.Forecasting;

/// <summary>
/// How a season's phases (weekdays, for a season of 7) differ: by factors that average 1, or for series with negative values by differences
/// that
/// average 0. Each phase's mean is smoothed exponentially; the series' own factors are drawn towards pooled ones, which many sparse series
/// estimate better
/// together than each alone. O(season length) per value.
/// </summary>
sealed class SeasonalProfile : IState
{
    /// <summary>Factors below this are phases without sale, as a shop's closed weekday.</summary>
    public const double Closed = 0.05;

    readonly double _smoothing;
    readonly double _pooledShare;
    readonly double[] _pooled;
    readonly double[] _sums;
    readonly double[] _weights;   // NaN: the phase has passed, always without a value
    readonly double[] _effects;   // factors, or differences
    readonly double[] _opening;   // the newest value of a closed phase, when it was not 0; else NaN

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
        _effects = new double[seasonLength];
        _opening = new double[seasonLength];
        Array.Fill(_opening, double.NaN);
        Refresh();
    }

    /// <summary>Phases of a season.</summary>
    public int SeasonLength => _sums.Length;

    /// <summary>Whether phases differ by differences instead of factors.</summary>
    public bool IsAdditive { get; private set; }

    /// <summary>A phase's factor or difference.</summary>
    public double this[int phase] => _effects[phase];

    /// <summary>Whether nothing is sold in a phase, as on a shop's closed weekday.</summary>
    public bool IsClosed(int phase) => !IsAdditive && (_effects[phase] < Closed || !double.IsNaN(_opening[phase]));

    /// <summary>What a level gives in a phase.</summary>
    public double At(int phase, double level) => IsAdditive ? level + _effects[phase] : level * _effects[phase];

    /// <summary>The level that gives a value in a phase that is not closed.</summary>
    public double LevelOf(int phase, double value) => IsAdditive ? value - _effects[phase] : value / _effects[phase];

    /// <summary>Goes over to differences, for good.</summary>
    public void MakeAdditive()
    {
        IsAdditive = true;
        Refresh();
    }

    /// <summary>Smoothed mean of each phase; of one that has no value yet the mean of the others.</summary>
    public double[] PhaseMeans()
    {
        var known = _weights.Zip(_sums).Where(phase => phase.First > 0).Select(phase => Mean(phase.Second, phase.First)).DefaultIfEmpty(0).Average();
        return [.. _sums.Zip(_weights, (sum, weight) => weight > 0 ? Mean(sum, weight) : known)];
    }

    /// <summary>Learns a value of a phase. A closed phase that has values twice in a row is open again, and what was before is forgotten.</summary>
    /// <returns>
    /// What to multiply levels with: 1, or when a phase opened, by how much the factors of the others have become smaller.
    /// </returns>
    public double Observe(int phase, double value)
    {
        if (double.IsNaN(_weights[phase])) _weights[phase] = 0;
        var (closed, before) = (IsClosed(phase) && _weights[phase] > 0, _opening[phase]);
        _opening[phase] = closed && value != 0 && double.IsNaN(before) ? value : double.NaN;
        if (closed && value != 0 && !double.IsNaN(before))
        {
            (_sums[phase], _weights[phase]) = (0, 0);
            Smooth(phase, before);
            return Change(phase, value);
        }
        Smooth(phase, value);
        Refresh();
        return 1;
    }

    double Change(int opened, double value)
    {
        var other = Enumerable.Range(0, SeasonLength).FirstOrDefault(phase => phase != opened && !IsClosed(phase), opened);
        var former = _effects[other];
        Smooth(opened, value);
        Refresh();
        return other == opened ? 1 : former / _effects[other];
    }

    /// <summary>Learns that a phase has passed without a value: as long as it never has one, it is like the level.</summary>
    public void Skip(int phase)
    {
        if (_weights[phase] != 0) return;
        _weights[phase] = double.NaN;
        Refresh();
    }

    /// <summary>A copy that shares nothing that changes with this one.</summary>
    public SeasonalProfile Copy()
    {
        var copy = new SeasonalProfile(SeasonLength, _smoothing, _pooled, _pooledShare) { IsAdditive = IsAdditive };
        _sums.CopyTo(copy._sums, 0);
        _weights.CopyTo(copy._weights, 0);
        _effects.CopyTo(copy._effects, 0);
        _opening.CopyTo(copy._opening, 0);
        return copy;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(SeasonLength);
        writer.Write(_smoothing);
        writer.Write(_pooledShare);
        writer.Write(IsAdditive);
        writer.Write(_pooled.Length > 0);
        writer.WriteValues(_pooled);
        writer.WriteValues(_sums);
        writer.WriteValues(_weights);
        writer.WriteValues(_opening);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeasonalProfile Read(BinaryReader reader)
    {
        var seasonLength = reader.ReadInt32();
        reader.RequireLeft<double>(seasonLength);
        var smoothing = reader.ReadDouble();
        var pooledShare = reader.ReadDouble();
        var additive = reader.ReadBoolean();
        var pooled = reader.ReadBoolean() ? reader.ReadValues<double>(seasonLength) : [];
        var profile = new SeasonalProfile(seasonLength, smoothing, pooled, pooledShare) { IsAdditive = additive };
        reader.ReadValues<double>(seasonLength).CopyTo(profile._sums, 0);
        reader.ReadValues<double>(seasonLength).CopyTo(profile._weights, 0);
        reader.ReadValues<double>(seasonLength).CopyTo(profile._opening, 0);
        profile.Refresh();
        return profile;
    }

    void Smooth(int phase, double value)
    {
        _sums[phase] += _smoothing * (value - _sums[phase]);
        _weights[phase] += _smoothing * (1 - _weights[phase]);
    }

    static double Mean(double sum, double weight) => weight > 0 ? sum / weight : 0;

    void Refresh()
    {
        double total = 0;
        int known = 0, open = 0;
        for (var phase = 0; phase < _effects.Length; phase++)
        {
            if (double.IsNaN(_weights[phase])) continue;
            if (_weights[phase] == 0) open++;
            total += _effects[phase] = Mean(_sums[phase], _weights[phase]);
            known++;
        }
        var mean = known == 0 ? 0 : total / known;
        if (IsAdditive) Difference(open == 0, mean);
        else Share(open > 0 || mean <= 0 ? 0 : _pooled.Length == 0 ? 1 : 1 - _pooledShare, mean);
    }

    void Difference(bool seen, double mean)
    {
        for (var phase = 0; phase < _effects.Length; phase++)
            _effects[phase] = seen && !double.IsNaN(_weights[phase]) ? _effects[phase] - mean : 0;
    }

    void Share(double ownShare, double mean)
    {
        for (var phase = 0; phase < _effects.Length; phase++)
        {
            var others = _pooled.Length == 0 ? 1 : _pooled[phase];
            if (ownShare == 0 || double.IsNaN(_weights[phase])) _effects[phase] = others;
            // Closed for all in training, and open for this series now: the others tell nothing.
            else if (_pooled.Length > 0 && others < Closed && _effects[phase] / mean >= Closed) _effects[phase] /= mean;
            else _effects[phase] = ownShare * _effects[phase] / mean + (1 - ownShare) * others;
        }
    }
}
