using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// For each class the weight of its rows and, for each column, the sum of the values, or the weight of the rows whose value is above a
/// threshold. Raw sums, so merging is adding: exactly, when values and weights are whole numbers.
/// </summary>
sealed class CountSummary(int classes, int columns, double? threshold) : IMergeable<CountSummary>
{
    readonly double[] _sums = new double[classes * (columns + 1)];   // for each class its columns, then its weight

    public int Classes => classes;

    public int Columns => columns;

    public double? Threshold => threshold;

    public double Weight(int @class) => _sums[@class * (columns + 1) + columns];

    public ReadOnlySpan<double> CountsOf(int @class) => _sums.AsSpan(@class * (columns + 1), columns);

    /// <exception cref="DatasetException">A value is below 0 and counts are summed.</exception>
    public void Add(NumericInputs inputs, FeatureRow row, int @class, double weight, int number = -1)
    {
        var sums = _sums.AsSpan(@class * (columns + 1), columns + 1);
        sums[columns] += weight;
        for (var i = 0; i < inputs.Schema.Count; i++)
        {
            var (slot, offset) = (inputs.Schema.Slot(i), inputs.Offset(i));
            if (inputs.IsSparse(i))
            {
                var places = row.Sparse[slot].Columns;
                var values = row.Sparse[slot].Values;
                for (var e = 0; e < places.Length; e++) sums[offset + places[e]] += weight * CountOf(values[e], inputs, i, number);
            }
            else sums[offset] += weight * CountOf(row.Numbers[slot], inputs, i, number);
        }
    }

    public void Merge(CountSummary other) => Kernels.AddScaled(_sums, 1, other._sums);

    public void AllReduce(Compute.ICollective gang) => gang.AllReduce(_sums.AsSpan());

    public CountSummary Copy()
    {
        var copy = new CountSummary(classes, columns, threshold);
        _sums.CopyTo(copy._sums, 0);
        return copy;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(classes);
        writer.Write(columns);
        writer.Write(threshold ?? double.NaN);
        writer.WriteArray(_sums);
    }

    /// <exception cref="InvalidDataException">The bytes are no summary.</exception>
    public static CountSummary Read(BinaryReader reader)
    {
        var (classes, columns, threshold, sums) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadArray<double>());
        if (classes < 0 || columns < 0 || sums.Length != (long)classes * (columns + 1))
            throw new InvalidDataException("the sums of a summary do not fit its columns");
        var summary = new CountSummary(classes, columns, double.IsNaN(threshold) ? null : threshold);
        sums.CopyTo(summary._sums, 0);
        return summary;
    }

    double CountOf(float value, NumericInputs inputs, int feature, int number)
    {
        if (threshold is { } bound) return value > bound ? 1 : 0;
        if (value >= 0) return value;
        var row = number < 0 ? "the row" : $"row {number}";
        throw new DatasetException($"feature '{inputs.Schema[feature].Name}', {row}: the value is {value}; multinomial naive Bayes " +
            "counts from 0: scale it with min-max or take another estimator");
    }
}
