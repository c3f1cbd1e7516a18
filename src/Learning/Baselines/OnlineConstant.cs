using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Baselines;

/// <summary>The mean or the last value of the targets so far, row by row in the order of time.</summary>
public sealed class OnlineConstant : IOnlineRegressor
{
    readonly bool _isLast;
    double _sum, _weight;

    internal OnlineConstant(ConstantModel model) =>
        (Inputs, _isLast, _sum, _weight) = (model.Inputs, model.IsLast, model.Sum, model.Weight);

    /// <inheritdoc/>
    public FeatureSchema Inputs { get; }

    /// <inheritdoc/>
    public void Learn(FeatureRow row, double target, double weight = 1)
    {
        LearningRows.CheckTarget(target, weight);
        if (!_isLast) (_sum, _weight) = (_sum + weight * target, _weight + weight);
        else if (weight > 0) (_sum, _weight) = (target, 1);
    }

    /// <inheritdoc/>
    public double Predict(FeatureRow row)
    {
        SchemaCheck.ThrowIfOther(Inputs, row.Schema);
        return _sum / _weight;
    }

    /// <inheritdoc/>
    public IPredictor ToModel() => new ConstantModel(Inputs, _isLast, _sum, _weight);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => ToModel().Write(writer);
}
