namespace DistributedML.Registry;

/// <summary>A run as it was when it was read.</summary>
public sealed record Run
{
    /// <summary>Number of the run in this registry, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>What determines the result.</summary>
    public required RunInputs Inputs { get; init; }

    /// <summary>How it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it failed or was killed; otherwise null.</summary>
    public string? Error { get; init; }

    /// <summary>Fingerprint of the table that the run published; null when it published none.</summary>
    public string? OutputFingerprint { get; init; }

    /// <summary>When it was started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, UTC; null while it runs and for an interrupted one.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Parameters by name, in order of the names.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Each metric's value at its last step, in order of the names; all steps are in <see cref="ModelRegistry.Metrics"/>.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Tags by name, in order of the names.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
