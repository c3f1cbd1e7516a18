namespace DistributedML.Registry;

/// <summary>A registered model. It never changes.</summary>
public sealed record ModelVersion
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>1, 2, 3 and so on for each model, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The run that made it first.</summary>
    public required long RunId { get; init; }

    /// <summary>The input columns.</summary>
    public required IReadOnlyList<ModelColumn> Schema { get; init; }

    /// <summary>The artifact's file, relative to the registry's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the artifact, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Size of the artifact in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was registered, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What the artifact says of itself (kind, format, options, inputs, outputs), as JSON; null for versions of before there were headers.</summary>
    public string? Header { get; init; }

    /// <summary>"name v3".</summary>
    public override string ToString() => $"{Model} v{Version}";
}
