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
    const string Detection = "detection";

    public override Headline Headline => new("f1", HigherIsBetter: true, "(1 is best)");

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel) =>
        await Engine.TrainAsync(Sql(definition.TrainBefore), new DetectorReader(), new DetectorTrainer(definition.Options), progress, cancel);

    public override async Task<Evaluation> Evaluate(
        IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var rows = await Engine.ReadAsync(Sql(null), new DetectorReader(), cancel);
        progress?.Report(new("watching events", 0, 1));
        var alerts = new List<KeyedAlert>();
        var incidents = new List<KeyedIncident>();
        var watched = new TrainedDetector(((TrainedDetector)trained).Model).Continue(rows, alerts, cancel, incidents);
        incidents.AddRange(watched.Detectors.SelectMany(detector =>
            detector.Value.OpenIncidents.Select(open => new KeyedIncident(detector.Key, open))));
        int Count(AlertKind kind) => alerts.Count(alert => alert.Alert.Kind == kind);
        var (amounts, bursts, silences) = (Count(AlertKind.Amount), Count(AlertKind.Burst), Count(AlertKind.Silence));
        var metrics = new Dictionary<string, double>
        {
            ["alerts"] = alerts.Count,
            ["incidents"] = incidents.Count,
            ["events"] = rows.Count,
            ["amounts"] = amounts,
            ["bursts"] = bursts,
            ["silences"] = silences,
        };
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{alerts.Count} alerts in {rows.Count:N0} events ({amounts} amounts, {bursts} bursts, {silences} silences), {incidents.Count} incidents");
        AmountInjection? injection = null;
        if (known is not null) summary += Compare(known, alerts, rows, metrics);
        else if (definition.TrainBefore is { } cut) injection = Inject((TrainedDetector)trained, rows, cut, metrics, cancel);
        var evidence = alerts.DistinctBy(alert => (alert.Key, alert.Alert.Kind, alert.Alert.Time))
            .ToDictionary(alert => (alert.Key, alert.Alert.Kind, alert.Alert.Time), alert => alert.Alert.Evidence);
        var findings = incidents.OrderByDescending(one => one.Incident.Score)
            .ThenBy(one => one.Incident.Probability).Take(Findings).Select(one =>
        {
            var (key, incident) = one;
            var said = incident.Begin == incident.End
                ? evidence.GetValueOrDefault((key, incident.Kind, incident.Begin), incident.Evidence) : incident.Evidence;
            return string.Create(CultureInfo.InvariantCulture, $"{incident.Begin:yyyy-MM-dd HH:mm}  {key,-8} {said}");
        });
        if (injection is { Injected: > 0 })
        {
            summary += Text($"; of {injection.Injected} amounts moved far out from {definition.TrainBefore:yyyy-MM-dd} on ")
                + Text($"{injection.Found} found, {injection.Elsewhere} other alerts about amounts");
        }
        progress?.Report(new("watching events", 1, 1));
        return new(metrics, summary, [.. NotCalibrated((TrainedDetector)trained), .. findings])
        {
            Headline = injection is null ? null : new(Detection, HigherIsBetter: true, "(1 is best)"),
            Units = injection is null ? null : new("days", injection.Scores, injection.Days),
            NotScored = known is not null ? null
                : injection is null ? "training saw all rows and nobody told the anomalies: say trainBefore, so that newer rows measure it"
                : "no key has enough amounts in the rows that training did not see",
        };
    }

    // Where nobody knows the anomalies, amounts are moved far out on purpose, in the rows that training did not see.
    AmountInjection Inject(TrainedDetector trained, DetectorRows rows, DateOnly cut, Dictionary<string, double> metrics,
        CancellationToken cancel)
    {
        var injection = AmountInjection.Measure(trained.Model, rows, cut.ToDateTime(default), definition.Options.FalseAlarmRate, cancel);
        metrics["injected"] = injection.Injected;
        metrics["injectedFound"] = injection.Found;
        metrics["alertsElsewhere"] = injection.Elsewhere;
        metrics[Detection] = injection.Detection;
        return injection;
    }

    // With few rows the detector works, but on the raw tails, and the rate is not what the option says.
    static IEnumerable<string> NotCalibrated(TrainedDetector trained)
    {
        var model = trained.Model;
        List<(string Name, TailCalibration Tail)> tails =
            [("amounts above the usual", model.Amounts.High), ("amounts below it", model.Amounts.Low), ("bursts", model.Burst),
                ("silences", model.Silence)];
        if (!model.IsLinear) tails.AddRange([("amounts of new keys above the usual", model.NewKeys.High), ("amounts of new keys below it",
            model.NewKeys.Low)]);
        var raw = tails.Where(tail => !tail.Tail.IsFitted).Select(tail => string.Create(CultureInfo.InvariantCulture,
            $"{tail.Name} ({tail.Tail.Values:N0} judged{(tail.Tail.Values < TailCalibration.FewestValues ? "" : ", too few of them far out")})")).ToList();
        if (raw.Count > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"falseAlarmRate {model.Options.FalseAlarmRate} cannot be calibrated for {string.Join(", ", raw)}: that needs some {TailCalibration.FewestValues:N0} judged in training of each; ")
                + "the raw tails decide instead, and how often these alert by chance is not known";
        }
        if (model.Options.Scale == AmountScale.Auto
            && !trained.Detectors.Values.Any(detector => detector.Events >= TrainedDetector.FewestForScale))
        {
            yield return $"the scale of the amounts cannot be told, since no key has {TrainedDetector.FewestForScale} of them: logarithms are used; say scale: linear or scale: logarithm";
        }
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

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
