using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Baselines;

/// <summary>Frequencies of classes, row by row.</summary>
public sealed class OnlineMajority : IOnlineClassifier
{
    readonly double[] _weights;
    readonly string[] _classNames;
    readonly MajorityModel _model;

    internal OnlineMajority(FeatureSchema inputs, string[] classNames, double[] weights)
    {
        (Inputs, _classNames, _weights) = (inputs, classNames, weights);
        _model = new(inputs, classNames, weights);
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _classNames;

    /// <inheritdoc/>
    public void Learn(FeatureRow row, int @class, double weight = 1)
    {
        LearningRows.CheckLabel(@class, _weights.Length, weight);
        _weights[@class] += weight;
    }

    /// <inheritdoc/>
    public void Predict(FeatureRow row, Span<double> probabilities) => _model.Predict(row, probabilities);

    /// <inheritdoc/>
    public IPredictor ToModel() => new MajorityModel(Inputs, _classNames, [.. _weights]);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => _model.Write(writer);
}
