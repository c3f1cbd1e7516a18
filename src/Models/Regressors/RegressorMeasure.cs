using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Metrics;
using DistributedML.Models.Reports;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Regressors;

/// <summary>Metrics of a regressor.</summary>
sealed class RegressorMeasure : TableMeasure
{
    const int PointsShown = 1_000;

    readonly List<double> _actual = [], _predicted = [], _losses = [];
    RegressionReport? _report;
    RegressionScores? _scores;

    public override IReadOnlyDictionary<string, double> Values => Scores.Values;

    public override IReadOnlyList<string> Main => ["rmse", "mae", "r2"];

    public override IReadOnlyList<double> Losses => _losses;

    public override IEnumerable<string> Notes => Scores.Undefined.Values.Distinct().Select(reason => $"some metrics are undefined: {reason}");

    RegressionScores Scores => _scores ??= _report!.Result();

    public override void Add(IPredictor model, Dataset rows, Dataset raw, ICollective gang)
    {
        var regressor = (IRegressor)model;
        var report = RegressionReport.Of(regressor, rows);
        foreach (var reader in Gather(gang, report.Write)) Merge(RegressionReport.Read(reader));

        var predictions = new double[rows.Rows];
        regressor.Predict(rows, predictions);
        double[] losses = [.. predictions.Select((prediction, row) => rows.Weight(row) * Math.Pow(rows.Target![row] - prediction, 2))];
        foreach (var part in gang.AllGather<double>(losses)) _losses.AddRange(part);
        var every = Math.Max(1, rows.Rows * gang.Ranks / PointsShown);
        int[] shown = [.. Enumerable.Range(0, rows.Rows).Where(row => row % every == 0)];
        foreach (var part in gang.AllGather<double>([.. shown.Select(row => rows.Target![row])])) _actual.AddRange(part);
        foreach (var part in gang.AllGather<double>([.. shown.Select(row => predictions[row])])) _predicted.AddRange(part);
    }

    public override void Merge(TableMeasure other)
    {
        var measure = (RegressorMeasure)other;
        Merge(measure._report!);
        _actual.AddRange(measure._actual);
        _predicted.AddRange(measure._predicted);
        _losses.AddRange(measure._losses);
    }

    public override ModelReport Describe(ModelReport report) => report with
    {
        Charts =
        [
            new("Predicted and actual values", "Actual", "Predicted", [new("rows held back", _actual, _predicted) { Points = true }]) { Diagonal = true },
            new("Errors", "Predicted", "Actual less predicted", [new("rows held back", _predicted, [.. _actual.Zip(_predicted, (actual, predicted) => actual - predicted)]) { Points = true }]),
        ],
    };

    void Merge(RegressionReport report)
    {
        if (_report is null) _report = report;
        else _report.Merge(report);
        _scores = null;
    }
}
