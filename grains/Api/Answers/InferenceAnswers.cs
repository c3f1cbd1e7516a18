using System.Text.Json.Serialization;

namespace DistributedML.Grains.Api;

/// <summary>The server, as the Open Inference Protocol describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Extensions">Extensions of the protocol: none.</param>
public sealed record InferenceServer(string Name, string Version, IReadOnlyList<string> Extensions);

/// <summary>Whether the process answers.</summary>
/// <param name="Live">It does.</param>
public sealed record InferenceLive(bool Live);

/// <summary>Whether a model, or all of them, can be asked.</summary>
/// <param name="Ready">Whether a version serves.</param>
public sealed record InferenceReady(bool Ready)
{
    /// <summary>The model; null for the server.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }
}
