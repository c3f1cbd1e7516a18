namespace DistributedML.Models.Reports;

/// <summary>One metric of a model and of its baselines.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Values">Its values, one a column of the <see cref="MetricTable"/>; NaN where it is undefined on the rows.</param>
public sealed record MetricRow(string Name, IReadOnlyList<double> Values);
