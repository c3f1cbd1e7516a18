namespace DistributedML.Learning.Forecasting.Baselines;

/// <summary>
/// The theta method on the deseasonalised series: simple exponential smoothing with a drift of half the slope of the series' linear trend.
/// The season is a profile of factors, smoothed per phase. O(season length) per value.
/// Sources: Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16 (2000), in the form of Hyndman and Billah, ibid. 19 (2003).
/// </summary>
public sealed class ThetaForecaster : IOnlineForecaster
{
    readonly double _smoothing;
    readonly SeasonalProfile _profile;
    int _phase;
    long _count;
    double _level;
    double _mean;
    double _covariance;

    /// <param name="seasonLength">Values of a season; at least 1.</param>
    /// <param name="levelSmoothing">Weight of the newest value in the level; above 0, at most 1.</param>
    /// <param name="profileSmoothing">Weight of the newest value in its phase's mean; above 0, at most 1.</param>
    public ThetaForecaster(int seasonLength, double levelSmoothing, double profileSmoothing)
        : this(levelSmoothing, new SeasonalProfile(seasonLength, profileSmoothing, [], 0)) { }

    ThetaForecaster(double smoothing, SeasonalProfile profile)
    {
        _smoothing = smoothing;
        _profile = profile;
    }

    /// <summary>Slope of the least-squares line through the deseasonalised values, per step; 0 before the second one.</summary>
    public double Slope => _count < 2 ? 0 : _covariance * 12 / ((double)_count * ((double)_count * _count - 1));

    /// <inheritdoc/>
    public void Observe(double value)
    {
        var factor = _profile[_phase];
        _profile.Observe(_phase, value);
        _phase = (_phase + 1) % _profile.SeasonLength;
        if (factor < SeasonalProfile.Closed) return;
        var adjusted = value / factor;
        _level = _count == 0 ? adjusted : _level + _smoothing * (adjusted - _level);
        _mean += (adjusted - _mean) / (_count + 1);
        _covariance += (_count + 1) / 2.0 * (adjusted - _mean);
        _count++;
    }

    /// <inheritdoc/>
    public void Predict(Span<double> means)
    {
        var drift = Slope / 2;
        var lag = (1 - Math.Pow(1 - _smoothing, _count)) / _smoothing;
        for (var step = 0; step < means.Length; step++)
            means[step] = _profile[(_phase + step) % _profile.SeasonLength] * (_level + drift * (step + lag));
    }

    /// <inheritdoc/>
    public IOnlineForecaster Copy() => new ThetaForecaster(_smoothing, _profile.Copy())
    {
        _phase = _phase,
        _count = _count,
        _level = _level,
        _mean = _mean,
        _covariance = _covariance,
    };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_smoothing);
        _profile.Write(writer);
        writer.Write(_phase);
        writer.Write(_count);
        writer.Write(_level);
        writer.Write(_mean);
        writer.Write(_covariance);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ThetaForecaster Read(BinaryReader reader)
    {
        var smoothing = reader.ReadDouble();
        return new(smoothing, SeasonalProfile.Read(reader))
        {
            _phase = reader.ReadInt32(),
            _count = reader.ReadInt64(),
            _level = reader.ReadDouble(),
            _mean = reader.ReadDouble(),
            _covariance = reader.ReadDouble(),
        };
    }
}
