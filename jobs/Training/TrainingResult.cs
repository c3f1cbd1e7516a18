using DistributedML.Registry;

namespace DistributedML.Jobs.Training;

/// <summary>What a training made, or found done.</summary>
/// <param name="Version">The registered version.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Summary">The main figures in one line.</param>
/// <param name="Findings">What else a person should see.</param>
/// <param name="Reused">Whether an earlier run had done it.</param>
/// <param name="Moved">The move of the champion alias; null when it stayed.</param>
/// <param name="Decision">Whether it took over and why; null when that was decided before.</param>
/// <param name="Report">The file with a page about the model; null when there is none.</param>
sealed record TrainingResult(
    ModelVersion Version, IReadOnlyDictionary<string, double> Metrics, string Summary, IReadOnlyList<string> Findings, bool Reused, AliasChange? Moved, string? Decision, string? Report);
