namespace DistributedML.Learning.Forecasting.Baselines;

/// <summary>
/// Intermittent demand: the size of a demand and the time between demands, each smoothed exponentially when a demand occurs; the forecast is
/// their ratio times 1 − α/2, which removes its bias. O(1) per value.
/// Sources: Croston, Operational Research Quarterly 23 (1972); Syntetos and Boylan, International Journal of Forecasting 21 (2005).
/// </summary>
/// <param name="smoothing">α, the weight of the newest demand; above 0, at most 1.</param>
public sealed class CrostonForecaster(double smoothing) : IOnlineForecaster
{
    double _size;
    double _interval;
    int _sinceDemand = 1;

    /// <inheritdoc/>
    public void Observe(double value)
    {
        if (value == 0)
        {
            _sinceDemand++;
            return;
        }
        var first = _interval == 0;
        _size += (first ? 1 : smoothing) * (value - _size);
        _interval += (first ? 1 : smoothing) * (_sinceDemand - _interval);
        _sinceDemand = 1;
    }

    /// <summary>A missing value is neither a demand nor a period without.</summary>
    public void Skip()
    {
    }

    /// <inheritdoc/>
    public void Predict(Span<double> means) => means.Fill(_interval == 0 ? 0 : (1 - smoothing / 2) * _size / _interval);

    /// <inheritdoc/>
    public IOnlineForecaster Copy() => (IOnlineForecaster)MemberwiseClone();

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(smoothing);
        writer.Write(_size);
        writer.Write(_interval);
        writer.Write(_sinceDemand);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CrostonForecaster Read(BinaryReader reader) =>
        new(reader.ReadDouble()) { _size = reader.ReadDouble(), _interval = reader.ReadDouble(), _sinceDemand = reader.ReadInt32() };
}
