namespace DistributedML.Learning.Forecasting.Baselines;

/// <summary>The value one season ago; 0 where there is none. O(1) per value.</summary>
public sealed class SeasonalNaiveForecaster : IOnlineForecaster
{
    readonly RecentValues _values;

    /// <param name="seasonLength">Values of a season; at least 1.</param>
    public SeasonalNaiveForecaster(int seasonLength) : this(new RecentValues(seasonLength)) { }

    SeasonalNaiveForecaster(RecentValues values) => _values = values;

    /// <inheritdoc/>
    public void Observe(double value) => _values.Add(value);

    /// <summary>A missing value counts as the one a season ago; in the first season as the newest.</summary>
    public void Skip() => _values.Add(_values.Count == 0 ? 0 : _values.Ago(_values.Count == _values.Capacity ? _values.Capacity : 1));

    /// <inheritdoc/>
    public void Predict(Span<double> means)
    {
        for (var step = 0; step < means.Length; step++)
        {
            var ago = _values.Capacity - step % _values.Capacity;
            means[step] = ago <= _values.Count ? _values.Ago(ago) : 0;
        }
    }

    /// <inheritdoc/>
    public IOnlineForecaster Copy() => new SeasonalNaiveForecaster(_values.Copy());

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => _values.Write(writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeasonalNaiveForecaster Read(BinaryReader reader) => new(RecentValues.Read(reader));
}
