using DistributedML.Numerics;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// For each class the sum of the weights and, for each feature, Σw·z and Σw·z² with z = value − pivot. Raw sums, so merging is adding. A
/// pivot near the values keeps the digits of features whose mean is large against their spread.
/// </summary>
public sealed class GaussianSummary : IMergeable<GaussianSummary>, IState
{
    readonly double[] _pivot;
    readonly double[] _sums;   // for each class: weight, then sums, then squares

    /// <summary>A summary of no rows.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="pivot">A value for each feature; the same in summaries that are merged.</param>
    public GaussianSummary(int classes, ReadOnlySpan<double> pivot)
    {
        (Classes, _pivot) = (classes, pivot.ToArray());
        _sums = new double[classes * Stride];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of features.</summary>
    public int Features => _pivot.Length;

    int Stride => 1 + 2 * _pivot.Length;

    /// <summary>The weight of a class's rows.</summary>
    public double Weight(int @class) => _sums[@class * Stride];

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> row, int @class, double weight = 1)
    {
        var sums = _sums.AsSpan(@class * Stride, Stride);
        sums[0] += weight;
        var first = sums.Slice(1, Features);
        var second = sums[(1 + Features)..];
        for (var i = 0; i < first.Length; i++)
        {
            var z = row[i] - _pivot[i];
            first[i] += weight * z;
            second[i] += weight * z * z;
        }
    }

    /// <summary>Mean and variance of a feature in a class.</summary>
    public (double Mean, double Variance) Moments(int @class, int feature)
    {
        var sums = _sums.AsSpan(@class * Stride, Stride);
        var mean = sums[1 + feature] / sums[0];
        return (_pivot[feature] + mean, Math.Max(0, sums[1 + Features + feature] / sums[0] - mean * mean));
    }

    /// <summary>Variance of a feature over all classes.</summary>
    public double Variance(int feature)
    {
        double weight = 0, sum = 0, squares = 0;
        for (var start = 0; start < _sums.Length; start += Stride)
        {
            weight += _sums[start];
            sum += _sums[start + 1 + feature];
            squares += _sums[start + 1 + Features + feature];
        }
        return Math.Max(0, squares / weight - sum / weight * (sum / weight));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other summary has other classes or another pivot.</exception>
    public void Merge(GaussianSummary other)
    {
        if (Classes != other.Classes || !_pivot.AsSpan().SequenceEqual(other._pivot))
            throw new ArgumentException("summaries with different classes or pivots cannot be merged");
        Kernels.AddScaled(_sums, 1, other._sums);
    }

    internal void AllReduce(Compute.ICollective gang) => gang.AllReduce(_sums.AsSpan());

    /// <summary>A copy that learns on apart from this one.</summary>
    public GaussianSummary Copy()
    {
        var copy = new GaussianSummary(Classes, _pivot);
        _sums.CopyTo(copy._sums, 0);
        return copy;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.WriteArray(_pivot);
        writer.WriteArray(_sums);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no summary.</exception>
    public static GaussianSummary Read(BinaryReader reader)
    {
        var (pivot, sums) = (reader.ReadArray<double>(), reader.ReadArray<double>());
        var classes = Math.DivRem(sums.Length, 1 + 2 * pivot.Length, out var rest);
        if (rest != 0) throw new InvalidDataException("the sums of a summary do not fit its features");
        var summary = new GaussianSummary(classes, pivot);
        sums.CopyTo(summary._sums, 0);
        return summary;
    }
}
