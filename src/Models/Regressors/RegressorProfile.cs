using System.Globalization;
using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Regressors;

/// <summary>Numbers.</summary>
sealed class RegressorProfile : TableProfile
{
    public override EstimatorTask Task => EstimatorTask.Regressor;

    public override TargetForm? Target => TargetForm.Number;

    public override IReadOnlyList<string> Baselines => ["mean", "last-value"];

    public override Headline Headline => new("rmse", HigherIsBetter: false);

    public override IReadOnlyList<(string Name, object Value)> Example => [("prediction", 16.5)];

    public override IReadOnlyList<ArtifactColumn> Columns(IPredictor predictor) => [new("prediction", "double")];

    public override Func<FeatureRow, object[]> Answer(IState model) =>
        model is IRegressor trained ? row => [trained.Predict(row)] : row => [((IOnlineRegressor)model).Predict(row)];

    public override TableMeasure Measure() => new RegressorMeasure();

    public override string? Learn(IOnlineModel model, FeatureRow row, object target, double weight)
    {
        ((IOnlineRegressor)model).Learn(row, Convert.ToDouble(target, CultureInfo.InvariantCulture), weight);
        return null;
    }
}
