using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Learning;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>The newest anomalies over all keys.</summary>
sealed class AlertsQuery : ModelQuery
{
    public override string Name => "alerts";

    public override string Summary => "Newest anomalies";

    public override string Description => "The newest anomalies that the detector found in the stream, newest first, with the evidence for each.";

    public override QuerySubject Subject => QuerySubject.Everything;

    public override IReadOnlyList<QueryParameter> Parameters { get; } = [new("count", "Alerts wanted, at most.", 1, 1_000, 50)];

    public override string Alias => "alerts";

    public override JsonTypeInfo Answer => AnomalyDetectorJson.Default.AlertsAnswer;

    public override JsonNode Example { get; } = JsonSerializer.SerializeToNode(new([
        new("560776-1/anomalies/amount/20726", "560776-1", "20726", new DateTime(2011, 7, 21, 8, 44, 0), "amount", 74_215, 12.5, 41.2, 1e-12,
            "74215 where 12.5 was expected: 41.2 robust standard deviations above")]), AnomalyDetectorJson.Default.AlertsAnswer)!;

    public override QueryTable Table { get; } = new("alerts", ["time", "key", "kind", "score", "evidence"]);

    public override byte[] Ask(IStreamModel model, QueryArguments arguments, ShardView shard) => Write(
        shard.Outputs.Reverse().Take((int)arguments.Numbers[0]).Select(Alert));

    public override byte[] Combine(ModelDefinition definition, IState? artifact, int version, IReadOnlyList<byte[]> parts, QueryArguments arguments) => Write(
        parts.SelectMany(part => JsonSerializer.Deserialize(part, AnomalyDetectorJson.Default.AlertsAnswer)!.Alerts)
            .OrderByDescending(alert => alert.Time).ThenBy(alert => alert.Id, StringComparer.Ordinal).Take((int)arguments.Numbers[0]));

    static AlertAnswer Alert(OutputRecord output)
    {
        var payload = JsonSerializer.Deserialize(output.Payload, AnomalyDetectorJson.Default.AlertPayload)!;
        return new(output.Id, output.EventId, output.Key, output.Time, output.Kind,
            payload.Observed, payload.Expected, payload.Score, payload.Probability, payload.Evidence);
    }

    static byte[] Write(IEnumerable<AlertAnswer> alerts) => JsonSerializer.SerializeToUtf8Bytes(new AlertsAnswer([.. alerts]), AnomalyDetectorJson.Default.AlertsAnswer);
}
