using DistributedML.Learning.Forecasting;

namespace DistributedML.Models.Forecasters;

/// <summary>A series' values from parts of steps, which come ordered by time.</summary>
/// <param name="shape">How parts become values.</param>
/// <param name="periods">Number of steps.</param>
sealed class SteppedValues(SeriesShape shape, int periods)
{
    readonly double[] _values = new double[periods];
    readonly long[] _counts = new long[periods];
    readonly bool[] _seen = new bool[periods];

    /// <summary>Steps that have rows, but no value in any of them.</summary>
    public int WithoutValue => Enumerable.Range(0, periods).Count(step => _seen[step] && _counts[step] == 0);

    /// <summary>Adds a part of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="value">The part's sum, newest, smallest or largest value.</param>
    /// <param name="count">How many values it has.</param>
    public void Add(int step, double value, long count)
    {
        _seen[step] = true;
        if (count == 0) return;
        _values[step] = _counts[step] == 0 ? value : shape.Aggregate switch
        {
            SeriesAggregate.Min => Math.Min(_values[step], value),
            SeriesAggregate.Max => Math.Max(_values[step], value),
            SeriesAggregate.Last => value,
            _ => _values[step] + value,
        };
        _counts[step] += count;
    }

    /// <summary>The values; NaN where one is missing.</summary>
    public double[] ToArray()
    {
        var values = new double[periods];
        for (var step = 0; step < periods; step++)
        {
            values[step] = _counts[step] > 0 ? shape.Aggregate == SeriesAggregate.Mean ? _values[step] / _counts[step] : _values[step]
                : _seen[step] ? double.NaN
                : shape.ValueWithoutEvents(step == 0 ? double.NaN : values[step - 1]);
        }
        return values;
    }
}
