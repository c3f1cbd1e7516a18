using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Api;

/// <summary>How the API writes JSON: camelCase, by code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeploymentsAnswer))]
[JsonSerializable(typeof(DeploymentAnswer))]
[JsonSerializable(typeof(RecommendationAnswer))]
[JsonSerializable(typeof(ForecastAnswer))]
[JsonSerializable(typeof(AlertsAnswer))]
[JsonSerializable(typeof(ScoreAnswer))]
[JsonSerializable(typeof(SentAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(IReadOnlyList<NotReady>))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
sealed partial class ApiJson : JsonSerializerContext;
