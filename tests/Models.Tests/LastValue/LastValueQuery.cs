using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;

namespace DistributedML.Tests.Models.LastValue;

sealed class LastValueQuery : ModelQuery
{
    public override string Name => "last";

    public override string Summary => "Last value of a key";

    public override string Description => "The last value that training or the stream had for a key.";

    public override QuerySubject Subject => QuerySubject.Key;

    public override JsonTypeInfo Answer => LastValueJson.Default.LastValueAnswer;

    public override JsonNode Example { get; } = JsonSerializer.SerializeToNode(new("k", 1.5), LastValueJson.Default.LastValueAnswer)!;

    public override QueryTable Table { get; } = new("", ["key", "value"]);

    public override byte[]? Ask(IStreamModel model, QueryArguments arguments, ShardView shard) => ((LastValueStream)model).Find(arguments.Key) is { } state
        ? JsonSerializer.SerializeToUtf8Bytes(new(arguments.Key, state.Value), LastValueJson.Default.LastValueAnswer) : null;
}

/// <summary>A key's last value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its last value.</param>
public sealed record LastValueAnswer(string Key, double Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LastValueAnswer))]
sealed partial class LastValueJson : JsonSerializerContext;
