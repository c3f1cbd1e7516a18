namespace DistributedML.Learning.Forecasting.Baselines;

/// <summary>
/// The median of the values of the same phase in the newest seasons, as of the same weekday over 8 weeks; the mean of all values stands for
/// a phase that has
/// none. Missing values are left out. O(1) per value.
/// </summary>
public sealed class SeasonalMedianForecaster : IOnlineForecaster
{
    readonly RecentValues _values;
    readonly int _seasonLength;

    /// <param name="seasonLength">Values of a season; at least 1.</param>
    /// <param name="seasons">How many seasons are looked at; at least 1.</param>
    public SeasonalMedianForecaster(int seasonLength, int seasons) : this(new RecentValues(seasonLength * seasons), seasonLength) { }

    SeasonalMedianForecaster(RecentValues values, int seasonLength)
    {
        _values = values;
        _seasonLength = seasonLength;
    }

    /// <inheritdoc/>
    public void Observe(double value) => _values.Add(value);

    /// <inheritdoc/>
    public void Skip() => _values.Add(double.NaN);

    /// <inheritdoc/>
    public void Predict(Span<double> means)
    {
        var seasons = _values.Capacity / _seasonLength;
        var same = seasons <= 64 ? stackalloc double[seasons] : new double[seasons];
        for (var step = 0; step < means.Length; step++)
        {
            if (step >= _seasonLength)
            {
                means[step] = means[step - _seasonLength];
                continue;
            }
            var count = 0;
            for (var ago = _seasonLength - step; ago <= _values.Count; ago += _seasonLength)
                if (_values.Ago(ago) is var value && !double.IsNaN(value)) same[count++] = value;
            same[..count].Sort();
            means[step] = count > 0 ? Quantiles.Of(same[..count], 0.5) : MeanOfKnown();
        }
    }

    double MeanOfKnown()
    {
        double sum = 0;
        var known = 0;
        foreach (var value in _values.Unordered)
        {
            if (double.IsNaN(value)) continue;
            sum += value;
            known++;
        }
        return known == 0 ? 0 : sum / known;
    }

    /// <inheritdoc/>
    public IOnlineForecaster Copy() => new SeasonalMedianForecaster(_values.Copy(), _seasonLength);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_seasonLength);
        _values.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SeasonalMedianForecaster Read(BinaryReader reader)
    {
        var seasonLength = reader.ReadInt32();
        return new(RecentValues.Read(reader), seasonLength);
    }
}
