namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>How good a classifier is.</summary>
public sealed class ClassificationScores
{
    internal ClassificationScores(
        ConfusionMatrix confusion, ProbabilityScores probabilities, int topK, CalibrationCurve calibration, ScoreCurves[] curves)
    {
        (Confusion, Probabilities, Calibration, Curves) = (confusion, probabilities, calibration, curves);
        var values = new Dictionary<string, double>
        {
            ["accuracy"] = confusion.Accuracy,
            ["balancedAccuracy"] = confusion.BalancedAccuracy,
        };
        if (confusion.Classes == 2)
            (values["precision"], values["recall"], values["f1"]) = (confusion.Precision(1), confusion.Recall(1), confusion.FBeta(1));
        foreach (var average in Enum.GetValues<ClassAverage>())
        {
            values[$"precision{average}"] = confusion.Precision(average);
            values[$"recall{average}"] = confusion.Recall(average);
            values[$"f1{average}"] = confusion.FBeta(average);
        }
        values["mcc"] = confusion.Mcc;
        values["kappa"] = confusion.Kappa;
        values["rocAuc"] = curves.Average(curve => curve.RocAuc);
        values["averagePrecision"] = curves.Average(curve => curve.AveragePrecision);
        values["logLoss"] = probabilities.LogLoss;
        values["brier"] = probabilities.Brier;
        values["calibrationError"] = calibration.Error;
        if (confusion.Classes > topK && topK > 1) values[$"top{topK}Accuracy"] = probabilities.TopKAccuracy;
        Values = values;
        Undefined = values.Where(metric => double.IsNaN(metric.Value)).ToDictionary(metric => metric.Key, metric => Reason(metric.Key));
    }

    /// <summary>The weight of the rows of each pair of true and predicted class.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>What the probabilities cost.</summary>
    public ProbabilityScores Probabilities { get; }

    /// <summary>
    /// How well the probability of the positive class (two classes) or of the predicted class (more) is what it claims to be.
    /// </summary>
    public CalibrationCurve Calibration { get; }

    /// <summary>The curves of the positive class (two classes), or of each class against all others (more).</summary>
    public IReadOnlyList<ScoreCurves> Curves { get; }

    /// <summary>
    /// The metrics by their keys, such as <c>f1Macro</c>; NaN where one is undefined. <c>precision</c>, <c>recall</c> and <c>f1</c> are
    /// those of the positive class, where there are two; <c>rocAuc</c> and <c>averagePrecision</c> of more classes are means over each
    /// class against all others.
    /// </summary>
    public IReadOnlyDictionary<string, double> Values { get; }

    /// <summary>Why a metric is NaN, by its key.</summary>
    public IReadOnlyDictionary<string, string> Undefined { get; }

    string Reason(string metric)
    {
        if (Confusion.Weight == 0) return "no row counts";
        if (metric == "kappa") return "all rows are of one class and predicted as it";
        var without = Enumerable.Range(0, Confusion.Classes).First(i => Confusion.Support(i) == 0);
        return $"the class of code {without} has no rows";
    }
}
