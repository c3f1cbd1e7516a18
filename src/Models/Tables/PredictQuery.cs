using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Data;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Tables;

/// <summary>What a model predicts for an event.</summary>
sealed class PredictQuery(TableProfile profile) : ModelQuery
{
    public override string Name => "predict";

    public override string Summary => "Prediction for an event";

    public override string Description => "What the model predicts for an event. Nothing is learned from it and nothing is stored.";

    public override QuerySubject Subject => QuerySubject.Event;

    public override JsonTypeInfo Answer => TableJson.Default.JsonObject;

    public override JsonNode Example { get; } = new JsonObject(profile.Example.Select(value => KeyValuePair.Create(value.Name, JsonSerializer.SerializeToNode(value.Value)))
        .Prepend(KeyValuePair.Create("model", (JsonNode?)"model v1")));

    public override QueryTable Table { get; } = new("", []);

    public override byte[]? Ask(IStreamModel model, QueryArguments arguments, ShardView shard)
    {
        var stream = (TableStream)model;
        if (Predict(stream, arguments) is not { } prediction) return null;
        var answer = new JsonObject { ["model"] = stream.Label };
        foreach (var (name, value) in stream.Predictor!.ToJson(prediction).ToList()) answer[name] = value?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(answer, TableJson.Default.JsonObject);
    }

    static object[]? Predict(TableStream stream, QueryArguments arguments)
    {
        try
        {
            return stream.Predict(arguments.Event!);
        }
        catch (Exception error) when (error is TableException or DatasetException or FormatException)
        {
            throw new EventFormatException(error.Message);
        }
    }
}

/// <summary>How the answers are written, by code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonObject))]
sealed partial class TableJson : JsonSerializerContext;
