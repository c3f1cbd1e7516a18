namespace DistributedML.Jobs.Training;

/// <summary>How good a model is.</summary>
/// <param name="Metrics">By name, camelCase; NaN where the data do not tell.</param>
/// <param name="Summary">The main figures in one line.</param>
/// <param name="Findings">What else a person should see, a line each.</param>
sealed record Evaluation(IReadOnlyDictionary<string, double> Metrics, string Summary, IReadOnlyList<string> Findings);
