using System.Globalization;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>
/// Trains the anomaly detector on the rows before the cut, and scores the alerts that the trained model raises over all rows, each key from its first event on.
/// </summary>
sealed class AnomalyDetectorTask(Pipeline pipeline, AnomalyDetectorDefinition definition, IModelEngine engine) : ModelTask(pipeline, definition, engine)
{
    const int Findings = 10;

    public override Headline Headline => new("f1", HigherIsBetter: true);

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel) =>
        await Engine.TrainAsync(Sql(definition.TrainBefore), new DetectorReader(), new DetectorTrainer(definition.Options), progress, cancel);

    public override async Task<Evaluation> Evaluate(
        IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var rows = await Engine.ReadAsync(Sql(null), new DetectorReader(), cancel);
        progress?.Report(new("watching events", 0, 1));
        var alerts = new List<KeyedAlert>();
        new TrainedDetector(((TrainedDetector)trained).Model).Continue(rows, alerts, cancel);
        int Count(AlertKind kind) => alerts.Count(alert => alert.Alert.Kind == kind);
        var (amounts, bursts, silences) = (Count(AlertKind.Amount), Count(AlertKind.Burst), Count(AlertKind.Silence));
        var metrics = new Dictionary<string, double>
        {
            ["alerts"] = alerts.Count,
            ["events"] = rows.Count,
            ["amounts"] = amounts,
            ["bursts"] = bursts,
            ["silences"] = silences,
        };
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{alerts.Count} alerts in {rows.Count:N0} events ({amounts} amounts, {bursts} bursts, {silences} silences)");
        if (known is not null) summary += Compare(known, alerts, rows, metrics);
        var findings = alerts.OrderByDescending(alert => alert.Alert.Score).ThenBy(alert => alert.Alert.Probability).Take(Findings)
            .Select(alert => string.Create(CultureInfo.InvariantCulture, $"{alert.Alert.Time:yyyy-MM-dd HH:mm}  {alert.Key,-8} {alert.Alert.Evidence}"));
        progress?.Report(new("watching events", 1, 1));
        return new(metrics, summary, [.. Uncalibrated(((TrainedDetector)trained).Model), .. findings]);
    }

    static IEnumerable<string> Uncalibrated(AnomalyModel model)
    {
        string[] names = [.. new[] { ("amounts above the usual", model.Amounts.High), ("amounts below it", model.Amounts.Low), ("bursts", model.Burst), ("silences", model.Silence) }
            .Where(tail => tail.Item2 == TailCalibration.Raw).Select(tail => tail.Item1)];
        if (names.Length == 0) yield break;
        yield return string.Create(CultureInfo.InvariantCulture,
            $"not calibrated, since training had too few rows (it needs some {TailCalibration.FewestValues:N0} of each): {string.Join(", ", names)}; how often these alert by chance is not known");
    }

    string Compare(IReadOnlyList<KnownEvent> known, List<KeyedAlert> alerts, DetectorRows rows, Dictionary<string, double> metrics)
    {
        var injected = known.Select(one => new InjectedAnomaly(Enum.Parse<AlertKind>(one.Kind, ignoreCase: true), one.Key, one.From, one.To)).ToList();
        var score = AnomalyEvaluation.Evaluate(injected, alerts, rows, TimeSpan.FromHours(definition.Options.BucketHours));
        metrics["precision"] = score.Precision;
        metrics["recall"] = score.Recall;
        metrics["f1"] = score.F1;
        metrics["known"] = score.Known;
        metrics["medianDelayHours"] = score.MedianDelayHours;
        metrics["medianDelayEvents"] = score.MedianDelayEvents;
        return string.Create(CultureInfo.InvariantCulture,
            $"; of {score.Known} injected anomalies {score.Hits} found: precision {score.Precision:F3}, recall {score.Recall:F3}, median delay {score.MedianDelayHours:F1} h");
    }

    string Sql(DateOnly? before)
    {
        var (time, key, amount) = (RuleSql.Name(Table.Time), RuleSql.Name(definition.Key), RuleSql.Name(definition.Amount));
        return $"select {key} as key, {time} as time, coalesce({amount}::double, 'NaN'::double) as amount {Rows("<", before)} and {key} is not null "
            + $"order by {time}, {RuleSql.Name(Table.Id)}";
    }
}
