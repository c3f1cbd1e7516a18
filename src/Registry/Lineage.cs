namespace DistributedML.Registry;

/// <summary>Where a model version comes from.</summary>
/// <param name="Version">The model version.</param>
/// <param name="Training">The run that made it; its data fingerprint names the table it learned from.</param>
/// <param name="Table">The newest finished run that published that table; null when no run in this registry did.</param>
public sealed record Lineage(ModelVersion Version, Run Training, Run? Table);
