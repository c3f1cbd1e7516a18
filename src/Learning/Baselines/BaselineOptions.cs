namespace DistributedML.Learning.Baselines;

/// <summary>Options of the baselines: there are none.</summary>
public sealed record BaselineOptions : IOptions;
