using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Baselines;

/// <summary>Gives every row the frequencies of the classes; the most frequent class is its answer.</summary>
public sealed class MajorityModel : IClassifier, ILearnsOn
{
    readonly double[] _weights;
    readonly string[] _classNames;

    internal MajorityModel(FeatureSchema inputs, string[] classNames, double[] weights) =>
        (Inputs, _classNames, _weights) = (inputs, classNames, weights);

    /// <inheritdoc/>
    public FeatureSchema Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _classNames;

    /// <inheritdoc/>
    public void Predict(Dataset rows, Span<double> probabilities)
    {
        SchemaCheck.ThrowIfOther(Inputs, rows.Schema);
        for (var row = 0; row < rows.Rows; row++) Fill(probabilities[(row * _weights.Length)..]);
    }

    /// <inheritdoc/>
    public void Predict(FeatureRow row, Span<double> probabilities)
    {
        SchemaCheck.ThrowIfOther(Inputs, row.Schema);
        Fill(probabilities);
    }

    /// <inheritdoc/>
    public IOnlineModel LearnOn() => new OnlineMajority(Inputs, _classNames, [.. _weights]);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.WriteTexts(_classNames);
        writer.WriteArray(_weights);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    public static MajorityModel Read(BinaryReader reader)
    {
        var (inputs, names, weights) = (FeatureSchema.Read(reader), reader.ReadTexts(), reader.ReadArray<double>());
        return names.Length == weights.Length && weights.Sum() > 0 ? new(inputs, names, weights) : throw new InvalidDataException(
            "classes and weights do not fit");
    }

    void Fill(Span<double> probabilities)
    {
        var total = 0.0;
        foreach (var weight in _weights) total += weight;
        for (var i = 0; i < _weights.Length; i++) probabilities[i] = _weights[i] / total;
    }
}
