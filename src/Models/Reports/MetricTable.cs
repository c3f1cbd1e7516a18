namespace DistributedML.Models.Reports;

/// <summary>Metrics of a model beside those of its baselines, on the same rows.</summary>
/// <param name="Columns">What was scored: the model first, then its baselines.</param>
/// <param name="Rows">One a metric.</param>
public sealed record MetricTable(IReadOnlyList<string> Columns, IReadOnlyList<MetricRow> Rows);
