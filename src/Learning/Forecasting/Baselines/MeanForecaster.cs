namespace DistributedML.Learning.Forecasting.Baselines;

/// <summary>The mean of the newest values. O(1) per value, O(window) per forecast, so that no rounding piles up.</summary>
public sealed class MeanForecaster : IOnlineForecaster
{
    readonly RecentValues _values;

    /// <param name="window">How many values are averaged; at least 1.</param>
    public MeanForecaster(int window) : this(new RecentValues(window)) { }

    MeanForecaster(RecentValues values) => _values = values;

    /// <inheritdoc/>
    public void Observe(double value) => _values.Add(value);

    /// <inheritdoc/>
    public void Predict(Span<double> means)
    {
        double sum = 0;
        for (var ago = _values.Count; ago > 0; ago--) sum += _values.Ago(ago);
        means.Fill(_values.Count == 0 ? 0 : sum / _values.Count);
    }

    /// <inheritdoc/>
    public IOnlineForecaster Copy() => new MeanForecaster(_values.Copy());

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => _values.Write(writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static MeanForecaster Read(BinaryReader reader) => new(RecentValues.Read(reader));
}
