namespace DistributedML.Jobs.Cli;

/// <summary>Where the JSON result of a command goes.</summary>
/// <param name="Wanted">Whether it was asked for.</param>
/// <param name="File">The file; null for standard output.</param>
public readonly record struct JsonOutput(bool Wanted, string? File);
