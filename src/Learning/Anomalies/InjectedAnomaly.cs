namespace DistributedML.Learning.Anomalies;

/// <summary>An anomaly that is known to be in the data.</summary>
/// <param name="Kind">What was injected.</param>
/// <param name="Key">The key.</param>
/// <param name="From">Event time at which it begins.</param>
/// <param name="To">Event time at which it ends, inclusive.</param>
public sealed record InjectedAnomaly(AlertKind Kind, string Key, DateTime From, DateTime To);
