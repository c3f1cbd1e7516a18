using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Metrics;
using DistributedML.Learning.Tabular.Splits;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>The example of docs/algorithms/metrics.md.</summary>
public class MetricExampleTests
{
    [Fact]
    public void Folds_are_measured_together()
    {
        var rows = Iris.WithoutPetalWidth;
        var estimator = Estimators.Find("gaussian-naive-bayes")!;

        var report = new ClassificationReport(classes: 3);
        foreach (var split in KFold.Stratified(rows, folds: 5, seed: 1))
        {
            var model = (IClassifier)estimator.Train(rows.Select(split.Train), estimator.DefaultOptions(), Training.Alone);
            report.Merge(ClassificationReport.Of(model, rows.Select(split.Test)));
        }

        var scores = report.Result();
        Assert.Equal(0.887, scores.Values["accuracy"], 6e-4);
        Assert.Equal(0.886, scores.Values["f1Macro"], 6e-4);
        Assert.Equal(0.981, scores.Values["rocAuc"], 6e-4);
        Assert.Equal(0.212, scores.Values["logLoss"], 6e-4);
        Assert.Equal(0.041, scores.Values["calibrationError"], 6e-4);
        Assert.Equal([50, 0, 0, 0, 44, 6, 0, 11, 39], Enumerable.Range(0, 9).Select(i => scores.Confusion[i / 3, i % 3]));
    }
}
