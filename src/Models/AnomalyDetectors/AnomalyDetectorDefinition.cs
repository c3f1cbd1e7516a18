using DistributedML.Learning.Anomalies;
using DistributedML.Pipelines;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>Watches the counts and amounts of each key's events as they come.</summary>
public sealed record AnomalyDetectorDefinition : ModelDefinition
{
    /// <summary>String column that names what is watched; the stream's key.</summary>
    public required string Key { get; init; }

    /// <summary>Numeric column with an event's amount.</summary>
    public required string Amount { get; init; }

    /// <summary>How it learns.</summary>
    public AnomalyDetectorOptions Options { get; init; } = new();
}
