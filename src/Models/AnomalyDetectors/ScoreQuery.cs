using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>How anomalous an event would be.</summary>
sealed class ScoreQuery : ModelQuery
{
    public override string Name => "score";

    public override string Summary => "Score of an event";

    public override string Description => "How anomalous an event would be for its key now. Nothing is learned from it and nothing is stored.";

    public override QuerySubject Subject => QuerySubject.Event;

    public override string Alias => "score";

    public override JsonTypeInfo Answer => AnomalyDetectorJson.Default.ScoreAnswer;

    public override JsonNode Example { get; } = JsonSerializer.SerializeToNode(
        new("20726", true, true, 9.6, 3e-8, "4000 where 12.5 was expected: 9.6 robust standard deviations above"), AnomalyDetectorJson.Default.ScoreAnswer)!;

    public override QueryTable Table { get; } = new("", ["key", "anomalous", "score", "evidence"]);

    public override byte[] Ask(IStreamModel model, QueryArguments arguments, ShardView shard) =>
        JsonSerializer.SerializeToUtf8Bytes(((AnomalyDetectorStream)model).Score(arguments.Event!, 0), AnomalyDetectorJson.Default.ScoreAnswer);
}
