using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Clusterers;

/// <summary>Clusters with distances.</summary>
sealed class ClustererProfile : TableProfile
{
    public override EstimatorTask Task => EstimatorTask.Clusterer;

    public override Headline Headline => new("meanDistance", HigherIsBetter: false);

    public override IReadOnlyList<(string Name, object Value)> Example => [("cluster", 3L), ("distance", 0.8)];

    public override IReadOnlyList<ArtifactColumn> Columns(IPredictor predictor) => [new("cluster", "integer"), new("distance", "double")];

    public override Func<FeatureRow, object[]> Answer(IState model) => row => [(long)((IClusterer)model).Assign(row, out var distance), distance];

    public override TableMeasure Measure() => new ClustererMeasure();
}
