using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// Gaussian, multinomial or Bernoulli naive Bayes, row by row. Learning costs one class's sums; the first prediction after it classes · features.
/// </summary>
public sealed class OnlineNaiveBayes : IOnlineClassifier
{
    readonly INaiveBayesModel _model;   // its sums are this one's own
    bool _stale;

    internal OnlineNaiveBayes(INaiveBayesModel model) => _model = model.Copy();

    /// <inheritdoc/>
    public FeatureSchema Inputs => _model.Inputs;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _model.ClassNames;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">A value is missing or infinite, there is no such class, or the weight is below 0.</exception>
    public void Learn(FeatureRow row, int @class, double weight = 1)
    {
        LearningRows.CheckLabel(@class, ClassNames.Count, weight);
        _model.Add(row, @class, weight);
        _stale = true;
    }

    /// <inheritdoc/>
    public void Predict(FeatureRow row, Span<double> probabilities)
    {
        if (_stale) _model.Refresh();
        _stale = false;
        _model.Predict(row, probabilities);
    }

    /// <inheritdoc/>
    public IPredictor ToModel() => _model.Copy();

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => _model.Write(writer);
}
