using System.Text.Json;

namespace DistributedML.Models.Inference;

/// <summary>A request of the Open Inference Protocol (KServe v2): rows to predict for.</summary>
public sealed record InferenceRequest
{
    /// <summary>Comes back in the response; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>"key" names the shard that answers: the one that holds the key. Others are passed over.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>A tensor for each column that the model reads, or one of two dimensions that has them all in order.</summary>
    public required IReadOnlyList<InferenceTensor> Inputs { get; init; }

    /// <summary>The outputs wanted; null for all.</summary>
    public IReadOnlyList<RequestedOutput>? Outputs { get; init; }
}

/// <summary>An output that a request wants.</summary>
/// <param name="Name">Its name.</param>
public sealed record RequestedOutput(string Name);
