using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Transformations;

/// <summary>Numeric features.</summary>
sealed class TransformationProfile : TableProfile
{
    public override EstimatorTask Task => EstimatorTask.Transformation;

    public override Headline Headline => new("varianceKept", HigherIsBetter: true, "(1 is best)");

    public override IReadOnlyList<(string Name, object Value)> Example => [("pca1", 1.5), ("pca2", -0.2)];

    public override IReadOnlyList<ArtifactColumn> Columns(IPredictor predictor) =>
        [.. ((ITransformation)predictor).Outputs.Features.Select(feature => new ArtifactColumn(feature.Name, "double"))];

    public override Func<FeatureRow, object[]> Answer(IState model)
    {
        var transformation = (ITransformation)model;
        var made = new FeatureRow(transformation.Outputs);
        return row =>
        {
            transformation.Apply(row, made);
            return [.. made.Numbers.Select(number => (object)(double)number)];
        };
    }

    public override TableMeasure Measure() => new TransformationMeasure();
}
