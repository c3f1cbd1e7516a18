namespace DistributedML.Models;

/// <summary>How good a registered version is, as its training found it.</summary>
/// <param name="Version">The version.</param>
/// <param name="TrainedUntil">Training saw the rows before this time; null when the artifact does not say.</param>
/// <param name="Metric">The metric by which versions are compared; null when the run does not say.</param>
/// <param name="Value">Its value; null when nothing was scored.</param>
/// <param name="Unit">What the value is in; empty for a number without unit.</param>
/// <param name="Baseline">The same metric of what needs no learning; null where there is none.</param>
/// <param name="Summary">The main figures in one line.</param>
/// <param name="Promotion">Why it took over, or did not; null when the run does not say.</param>
public sealed record ModelQuality(
    int Version, DateTime? TrainedUntil, string? Metric, double? Value, string? Unit, double? Baseline, string? Summary, string? Promotion);
