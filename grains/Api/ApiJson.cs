using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DistributedML.Grains.Api;

/// <summary>How the API writes JSON of its own: camelCase, by code generated at build time. The answers of models are written by their kinds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeploymentsAnswer))]
[JsonSerializable(typeof(DeploymentAnswer))]
[JsonSerializable(typeof(ModelsAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(OutputsAnswer))]
[JsonSerializable(typeof(SentAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(IReadOnlyList<NotReady>))]
[JsonSerializable(typeof(InferenceServer))]
[JsonSerializable(typeof(InferenceLive))]
[JsonSerializable(typeof(InferenceReady))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
sealed partial class ApiJson : JsonSerializerContext;
