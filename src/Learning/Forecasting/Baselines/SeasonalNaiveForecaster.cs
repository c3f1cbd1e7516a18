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

    /// <summary>A missing value counts as the one a season ago; where there is none as the newest.</summary>
    public void Skip()
    {
        var before = _values.Count == _values.Capacity ? _values.Ago(_values.Capacity) : double.NaN;
        _values.Add(double.IsNaN(before) ? Newest : before);
    }

    /// <inheritdoc/>
    public void Predict(Span<double> means)
    {
        for (var step = 0; step < means.Length; step++)
        {
            var ago = _values.Capacity - step % _values.Capacity;
            var value = ago <= _values.Count ? _values.Ago(ago) : 0;
            means[step] = !double.IsNaN(value) ? value : double.IsNaN(Newest) ? 0 : Newest;
        }
    }

    /// <summary>NaN while all values were missing.</summary>
    double Newest => _values.Count == 0 ? double.NaN : _values.Ago(1);

    /// <inheritdoc/>
    public IOnlineForecaster Copy() => new SeasonalNaiveForecaster(_values.Copy());

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => _values.Write(writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeasonalNaiveForecaster Read(BinaryReader reader) => new(RecentValues.Read(reader));
}
