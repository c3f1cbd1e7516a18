using System.Globalization;
using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Metrics;
using DistributedML.Models.Reports;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Classifiers;

/// <summary>Metrics of a classifier.</summary>
sealed class ClassifierMeasure : TableMeasure
{
    const int CurvePoints = 200;
    const double SmallestProbability = 1.0 / (1L << 52);   // as in the log loss

    readonly List<double> _losses = [];
    ClassificationReport? _report;
    IReadOnlyList<string> _classes = [];
    ClassificationScores? _scores;
    long _unknown;

    public override IReadOnlyDictionary<string, double> Values => Scores.Values;

    public override IReadOnlyList<string> Main => _classes.Count == 2 ? ["logLoss", "accuracy", "rocAuc", "f1"] : ["logLoss", "accuracy", "balancedAccuracy", "f1Macro"];

    public override IReadOnlyList<double> Losses => _losses;

    public override IEnumerable<string> Notes
    {
        get
        {
            if (_unknown > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{_unknown:N0} rows held back are of a class that training never saw; they are not measured");
            foreach (var reason in Scores.Undefined.Values.Distinct()) yield return $"some metrics are undefined: {reason}";
        }
    }

    ClassificationScores Scores => _scores ??= _report!.Result();

    public override void Add(IPredictor model, Dataset rows, Dataset raw, ICollective gang)
    {
        var classifier = (IClassifier)model;
        _classes = classifier.ClassNames;
        var known = rows.ClassNames.Select(name => _classes.Contains(name)).ToArray();
        int[] measured = [.. Enumerable.Range(0, rows.Rows).Where(row => rows.Classes![row] >= 0 && known[rows.Classes[row]])];
        var chosen = measured.Length == rows.Rows ? rows : rows.Select(measured);
        var report = ClassificationReport.Of(classifier, chosen);
        foreach (var part in gang.AllGather<double>(LossesOf(classifier, chosen, measured, rows.Rows))) _losses.AddRange(part);
        foreach (var reader in Gather(gang, writer => { writer.Write((long)(rows.Rows - measured.Length)); report.Write(writer); }))
        {
            _unknown += reader.ReadInt64();
            Merge(ClassificationReport.Read(reader));
        }
    }

    public override void Merge(TableMeasure other)
    {
        var measure = (ClassifierMeasure)other;
        if (!measure._classes.SequenceEqual(_classes))
            throw new DatasetException($"a fold has the classes {string.Join(", ", measure._classes)}, another {string.Join(", ", _classes)}: a class has too few rows for so many folds");
        _unknown += measure._unknown;
        _losses.AddRange(measure._losses);
        Merge(measure._report!);
    }

    public override ModelReport Describe(ModelReport report)
    {
        var confusion = Scores.Confusion;
        return report with
        {
            Confusion = new(_classes, [.. Enumerable.Range(0, _classes.Count).Select(actual => (IReadOnlyList<double>)[.. Enumerable.Range(0, _classes.Count).Select(predicted => confusion[actual, predicted])])]),
            Charts =
            [
                new("ROC", "False positive rate", "True positive rate", [.. Curves().Select(curve => Series(curve, curve.Curve.Roc(CurvePoints) is var roc ? (roc.FalsePositiveRate, roc.TruePositiveRate) : default))])
                {
                    Diagonal = true,
                    UnitSquare = true,
                },
                new("Precision and recall", "Recall", "Precision", [.. Curves().Select(curve => Series(curve, curve.Curve.PrecisionRecall(CurvePoints) is var both ? (both.Recall, both.Precision) : default))])
                {
                    UnitSquare = true,
                },
                new("Calibration", "Mean predicted probability", "Part that is so", [new(_classes.Count == 2 ? _classes[1] : "predicted class", Scores.Calibration.MeanScore, Scores.Calibration.PositivePart)])
                {
                    Diagonal = true,
                    UnitSquare = true,
                },
            ],
        };
    }

    // More curves than this cannot be told apart.
    IEnumerable<(string Name, ScoreCurves Curve)> Curves() => _classes.Count == 2
        ? [(_classes[1], Scores.Curves[0])]
        : Scores.Curves.Zip(_classes, (curve, name) => (name, curve)).OrderByDescending(one => one.curve.Positives).Take(6);

    static ChartSeries Series((string Name, ScoreCurves Curve) curve, (double[] X, double[] Y) points) => new(curve.Name, points.X, points.Y);

    // −ln of the probability that the row's class was given, times the row's weight.
    static double[] LossesOf(IClassifier classifier, Dataset chosen, int[] places, int rows)
    {
        var names = classifier.ClassNames.ToList();
        var codes = chosen.ClassNames.Select(name => names.IndexOf(name)).ToArray();
        var probabilities = new double[checked(chosen.Rows * names.Count)];
        classifier.Predict(chosen, probabilities);
        var losses = new double[rows];
        Array.Fill(losses, double.NaN);
        for (var i = 0; i < places.Length; i++)
            losses[places[i]] = -chosen.Weight(i) * Math.Log(Math.Max(SmallestProbability, probabilities[i * names.Count + codes[chosen.Classes![i]]]));
        return losses;
    }

    void Merge(ClassificationReport report)
    {
        if (_report is null) _report = report;
        else _report.Merge(report);
        _scores = null;
    }
}
