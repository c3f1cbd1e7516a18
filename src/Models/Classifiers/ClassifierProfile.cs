using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Classifiers;

/// <summary>Classes with probabilities.</summary>
sealed class ClassifierProfile : TableProfile
{
    public override EstimatorTask Task => EstimatorTask.Classifier;

    public override TargetForm? Target => TargetForm.Class;

    public override IReadOnlyList<string> Baselines => ["majority"];

    public override Headline Headline => new("logLoss", HigherIsBetter: false, "nats");

    public override IReadOnlyList<(string Name, object Value)> Example => [("prediction", "true"), ("probability", 0.93), ("probability_false", 0.07), ("probability_true", 0.93)];

    public override IReadOnlyList<ArtifactColumn> Columns(IPredictor predictor) =>
    [
        new("prediction", "string"), new("probability", "double"), .. ((IClassifier)predictor).ClassNames.Select(name => new ArtifactColumn($"probability_{name}", "double")),
    ];

    public override Func<FeatureRow, object[]> Answer(IState model)
    {
        var names = NamesOf(model);
        var probabilities = new double[names.Count];
        return row =>
        {
            if (model is IClassifier trained) trained.Predict(row, probabilities);
            else ((IOnlineClassifier)model).Predict(row, probabilities);
            var best = Array.IndexOf(probabilities, probabilities.Max());
            return [names[best], probabilities[best], .. probabilities.Cast<object>()];
        };
    }

    public override TableMeasure Measure() => new ClassifierMeasure();

    public override string? Learn(IOnlineModel model, FeatureRow row, object target, double weight)
    {
        var online = (IOnlineClassifier)model;
        var name = ArrowColumn.TextOf(target);
        var code = 0;
        while (code < online.ClassNames.Count && online.ClassNames[code] != name) code++;
        if (code == online.ClassNames.Count) return $"class '{name}' was not there in training; known are {string.Join(", ", online.ClassNames)}";
        online.Learn(row, code, weight);
        return null;
    }

    static IReadOnlyList<string> NamesOf(IState model) => model is IClassifier trained ? trained.ClassNames : ((IOnlineClassifier)model).ClassNames;
}
