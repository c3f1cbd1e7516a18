using System.Text.Json.Serialization;

namespace DistributedML.Models.Inference;

/// <summary>How the Open Inference Protocol is written: snake_case, by code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InferenceRequest))]
[JsonSerializable(typeof(InferenceResponse))]
[JsonSerializable(typeof(InferenceMetadata))]
[JsonSerializable(typeof(InferenceError))]
public sealed partial class InferenceJson : JsonSerializerContext;
