using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Learning;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>The newest incidents over all keys.</summary>
sealed class AlertsQuery : ModelQuery
{
    public override string Name => "alerts";

    public override string Summary => "Newest anomalies";

    public override string Description =>
        "The newest incidents that the detector found in the stream, the one that began last first: begin, peak, end and evidence of each. Anomalies of one key, "
        + "kind and direction that follow each other within the model's cooldown are one incident.";

    public override QuerySubject Subject => QuerySubject.Everything;

    public override IReadOnlyList<QueryParameter> Parameters { get; } = [new("count", "Incidents wanted, at most.", 1, 1_000, 50)];

    public override string Alias => "alerts";

    public override JsonTypeInfo Answer => AnomalyDetectorJson.Default.AlertsAnswer;

    public override JsonNode Example { get; } = JsonSerializer.SerializeToNode(new([
        new("560776-1/anomalies/amount/20726", "560776-1", "20726", new DateTime(2011, 7, 21, 8, 44, 0), "amount", 74_215, 12.5, 41.2, 1e-12,
            "74215 where 12.5 was expected: 41.2 robust standard deviations above", new DateTime(2011, 7, 21, 8, 44, 0),
                new DateTime(2011, 7, 21, 8, 44, 0), 1)]),
        AnomalyDetectorJson.Default.AlertsAnswer)!;

    public override QueryTable Table { get; } = new("alerts", ["time", "end", "key", "kind", "score", "evidence"]);

    public override byte[] Ask(IStreamModel model, QueryArguments arguments, ShardView shard) =>
        Write(Incidents((AnomalyDetectorStream)model, shard.Outputs)
            .OrderByDescending(alert => alert.Time).Take((int)arguments.Numbers[0]));

    public override byte[] Combine(ModelDefinition definition, IState? artifact, int version, IReadOnlyList<byte[]> parts, QueryArguments arguments) => Write(
        parts.SelectMany(part => JsonSerializer.Deserialize(part, AnomalyDetectorJson.Default.AlertsAnswer)!.Alerts)
            .OrderByDescending(alert => alert.Time).ThenBy(alert => alert.Id, StringComparer.Ordinal).Take((int)arguments.Numbers[0]));

    // The outputs say how incidents begin and end; those that are open say how far they are.
    static IEnumerable<AlertAnswer> Incidents(AnomalyDetectorStream model, IEnumerable<OutputRecord> outputs)
    {
        var incidents = new Dictionary<(string Key, string Kind, DateTime Begin, bool Above), AlertAnswer>();
        foreach (var output in outputs)
        {
            if (output.Kind.EndsWith(AnomalyDetectorStream.EndSuffix, StringComparison.Ordinal)) AddEnd(output);
            else AddBegin(output);
        }
        return incidents.Values;

        void AddBegin(OutputRecord output)
        {
            var payload = JsonSerializer.Deserialize(output.Payload, AnomalyDetectorJson.Default.AlertPayload)!;
            var alert = new AlertAnswer(output.Id, output.EventId, output.Key, output.Time, output.Kind,
                payload.Observed, payload.Expected, payload.Score, payload.Probability, payload.Evidence, output.Time, null, 1);
            var open = model.OpenIncidents(output.Key).FirstOrDefault(incident =>
                AnomalyDetectorStream.NameOf(incident.Kind) == output.Kind && incident.Begin == output.Time
                    && incident.Above == payload.Score > 0);
            incidents[(output.Key, output.Kind, output.Time, payload.Score > 0)] = open is null ? alert : With(alert, IncidentPayload.Of(open));
        }

        void AddEnd(OutputRecord output)
        {
            var payload = JsonSerializer.Deserialize(output.Payload, AnomalyDetectorJson.Default.IncidentPayload)!;
            var id = (output.Key, output.Kind[..^AnomalyDetectorStream.EndSuffix.Length], payload.Begin, payload.Score > 0);
            var begun = incidents.TryGetValue(id, out var known) ? known : new AlertAnswer(output.Id, "", output.Key, payload.Begin, id.Item2,
                payload.Observed, payload.Expected, payload.Score, payload.Probability, payload.Evidence, payload.PeakTime, null, payload.Events);
            incidents[id] = With(begun, payload) with { End = payload.End };
        }
    }

    // The sentence about the anomaly that began it says more than the one about the incident while that is all that there is.
    static AlertAnswer With(AlertAnswer alert, IncidentPayload incident) => alert with
    {
        PeakTime = incident.PeakTime,
        Events = incident.Events,
        Observed = incident.Observed,
        Expected = incident.Expected,
        Score = incident.Score,
        Probability = incident.Probability,
        Evidence = alert.Time == incident.End ? alert.Evidence : incident.Evidence,
    };

    static byte[] Write(IEnumerable<AlertAnswer> alerts) => JsonSerializer.SerializeToUtf8Bytes(new AlertsAnswer([.. alerts]), AnomalyDetectorJson.Default.AlertsAnswer);
}
