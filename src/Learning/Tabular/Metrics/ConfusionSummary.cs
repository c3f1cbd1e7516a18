using DistributedML.Numerics;

namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>Counts the weight of the rows of each pair of true and predicted class. Memory: classes² numbers.</summary>
public sealed class ConfusionSummary : ISummary<ConfusionSummary, ClassRow, ConfusionMatrix>
{
    readonly double[] _weights;   // by the true class, then the predicted one

    /// <summary>A summary of no rows.</summary>
    /// <param name="classes">Number of classes; at least 1.</param>
    public ConfusionSummary(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        (Classes, _weights) = (classes, new double[checked(classes * classes)]);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">A code or the weight is out of range.</exception>
    public void Add(ClassRow row)
    {
        LearningRows.CheckLabel(row.Class, Classes, row.Weight);
        LearningRows.CheckLabel(row.Predicted, Classes, row.Weight);
        _weights[row.Class * Classes + row.Predicted] += row.Weight;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other summary has other classes.</exception>
    public void Merge(ConfusionSummary other)
    {
        if (Classes != other.Classes)
            throw new ArgumentException($"a confusion of {other.Classes} classes cannot be merged into one of {Classes}");
        Kernels.AddScaled(_weights, 1, other._weights);
    }

    /// <inheritdoc/>
    public ConfusionMatrix Result() => new(Classes, _weights);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Classes);
        writer.WriteArray(_weights);
    }

    /// <inheritdoc/>
    public static ConfusionSummary Read(BinaryReader reader)
    {
        var (classes, weights) = (reader.ReadInt32(), reader.ReadArray<double>());
        if (classes < 1 || (long)classes * classes != weights.Length)
            throw new InvalidDataException($"a confusion of {classes} classes has {weights.Length} numbers");
        var summary = new ConfusionSummary(classes);
        weights.CopyTo(summary._weights, 0);
        return summary;
    }
}
