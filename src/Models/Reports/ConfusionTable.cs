namespace DistributedML.Models.Reports;

/// <summary>How many rows of each class were predicted as each class.</summary>
/// <param name="Classes">The k classes.</param>
/// <param name="Weights">A k × k matrix of numbers of rows, or of their weights: by actual class, then by predicted class.</param>
public sealed record ConfusionTable(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<double>> Weights);
