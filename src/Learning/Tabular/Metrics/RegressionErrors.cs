namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>
/// Sums of a regressor's errors. Memory: eight numbers. The target's spread is kept as mean and centred sum, merged by Chan, Golub and
/// LeVeque (1979), so that it keeps its digits where the mean is large.
/// </summary>
public sealed class RegressionErrors : ISummary<RegressionErrors, RegressionRow, MeanErrors>
{
    const double SmallestTarget = 1.0 / (1L << 52);   // numpy's eps, as in scikit-learn's percentage error

    readonly double _level;
    long _rows;
    double _weight, _squares, _absolutes, _parts, _pinball, _mean, _spread;

    /// <summary>A summary of no rows.</summary>
    /// <param name="level">The quantile that the pinball loss measures, in (0, 1); 0.5 gives half the mean absolute error.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public RegressionErrors(double level = 0.5)
    {
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "expected a level between 0 and 1");
        _level = level;
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">A number is not finite, or the weight is below 0.</exception>
    public void Add(RegressionRow row)
    {
        if (!row.IsCounted()) return;
        var (weight, error) = (row.Weight, row.Target - row.Prediction);
        _rows++;
        _squares += weight * error * error;
        _absolutes += weight * Math.Abs(error);
        _parts += weight * Math.Abs(error) / Math.Max(Math.Abs(row.Target), SmallestTarget);
        _pinball += weight * Math.Max(_level * error, (_level - 1) * error);
        AddSpread(weight, row.Target, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other summary has another level.</exception>
    public void Merge(RegressionErrors other)
    {
        if (_level != other._level)
            throw new ArgumentException($"errors at level {other._level} cannot be merged into errors at level {_level}");
        if (other._rows == 0) return;
        _rows += other._rows;
        _squares += other._squares;
        _absolutes += other._absolutes;
        _parts += other._parts;
        _pinball += other._pinball;
        AddSpread(other._weight, other._mean, other._spread);
    }

    /// <inheritdoc/>
    public MeanErrors Result()
    {
        var r2 = _rows < 2 ? double.NaN : _spread > 0 ? 1 - _squares / _spread : _squares == 0 ? 1 : 0;
        return new(_rows, _weight, _squares / _weight, _absolutes / _weight, r2, _parts / _weight, _pinball / _weight);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_level);
        writer.Write(_rows);
        foreach (var value in (double[])[_weight, _squares, _absolutes, _parts, _pinball, _mean, _spread]) writer.Write(value);
    }

    /// <inheritdoc/>
    public static RegressionErrors Read(BinaryReader reader)
    {
        var level = reader.ReadDouble();
        if (!(level is > 0 and < 1)) throw new InvalidDataException($"a summary of errors has level {level}");
        return new(level)
        {
            _rows = reader.ReadInt64(),
            _weight = reader.ReadDouble(),
            _squares = reader.ReadDouble(),
            _absolutes = reader.ReadDouble(),
            _parts = reader.ReadDouble(),
            _pinball = reader.ReadDouble(),
            _mean = reader.ReadDouble(),
            _spread = reader.ReadDouble(),
        };
    }

    void AddSpread(double weight, double mean, double spread)
    {
        var (total, distance) = (_weight + weight, mean - _mean);
        _spread += spread + distance * distance * (_weight / total) * weight;
        _mean = _weight == 0 ? mean : _mean + distance * (weight / total);
        _weight = total;
    }
}
