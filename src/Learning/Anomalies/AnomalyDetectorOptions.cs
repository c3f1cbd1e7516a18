namespace DistributedML.Learning.Anomalies;

/// <summary>Options of the anomaly detector.</summary>
public sealed record AnomalyDetectorOptions : IOptions
{
    /// <inheritdoc/>
    public IEnumerable<OptionError> Check() => [];
}
