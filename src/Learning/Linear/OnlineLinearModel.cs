using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Least squares over the rows of a batch and those after it. Learning a row costs d²/2; the first prediction after it solves anew, d³/6.
/// </summary>
public sealed class OnlineLinearModel : IOnlineRegressor
{
    readonly NumericInputs _numbers;
    readonly double _l2;
    readonly bool _intercept;
    readonly MomentSummary _moments;
    readonly double[] _values;
    LinearModel? _model;

    internal OnlineLinearModel(LinearModel model)
    {
        (_model, _moments) = (model, model.Moments.Copy());
        _values = new double[_moments.Columns];
        (_numbers, _l2, _intercept) = (model.Numbers, model.L2, model.HasIntercept);
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs => _numbers.Schema;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">A value is missing or infinite, the target is not finite, or the weight is below 0.</exception>
    public void Learn(FeatureRow row, double target, double weight = 1)
    {
        LearningRows.CheckTarget(target, weight);
        _numbers.Densify(row, _values);
        _values[^1] = target;
        _moments.Add(_values, weight);
        _model = null;
    }

    /// <inheritdoc/>
    public double Predict(FeatureRow row) => Current().Predict(row);

    /// <inheritdoc/>
    public IPredictor ToModel() => new LinearModel(_numbers, _moments.Copy(), _l2, _intercept);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => Current().Write(writer);

    LinearModel Current() => _model ??= new LinearModel(_numbers, _moments, _l2, _intercept);
}
