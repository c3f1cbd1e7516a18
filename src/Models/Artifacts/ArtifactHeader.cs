using System.Text.Json;
using System.Text.Json.Serialization;

namespace DistributedML.Models.Artifacts;

/// <summary>What an artifact says of itself before its model: what kind it is, how it is written, what it learned with, and what goes in and comes out.</summary>
public sealed record ArtifactHeader
{
    /// <summary>The kind of model.</summary>
    public required string Kind { get; init; }

    /// <summary>The number of the kind's format.</summary>
    public required int Format { get; init; }

    /// <summary>The version of the library that wrote it.</summary>
    public required string Library { get; init; }

    /// <summary>The model as the pipeline defined it.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>Training saw the rows before this time; null in artifacts that do not say.</summary>
    public DateTime? TrainedUntil { get; init; }

    /// <summary>The columns that it reads.</summary>
    public required IReadOnlyList<ArtifactColumn> Inputs { get; init; }

    /// <summary>The columns of its batch predictions.</summary>
    public required IReadOnlyList<ArtifactColumn> Outputs { get; init; }

    /// <summary>How headers are written as JSON.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no header.</exception>
    public static ArtifactHeader Parse(string json) => JsonSerializer.Deserialize<ArtifactHeader>(json, Json)!;

    /// <summary>The header as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A column that a model reads or makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record ArtifactColumn(string Name, string Type);
