namespace DistributedML.Registry;

/// <summary>A metric's value at a step.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Step">The step: an iteration, an epoch; 0 for a single value.</param>
/// <param name="Value">The value; NaN is kept.</param>
public readonly record struct Metric(string Name, long Step, double Value);
