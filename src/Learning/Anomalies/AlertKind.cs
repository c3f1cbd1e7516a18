namespace DistributedML.Learning.Anomalies;

/// <summary>What is anomalous.</summary>
public enum AlertKind
{
    /// <summary>One event's amount is far out for its key: a huge order or cancellation, a wrong price.</summary>
    Amount,

    /// <summary>The key has more events in the current bucket than is probable.</summary>
    Burst,

    /// <summary>The key has had no event for longer than is probable, while others had.</summary>
    Silence,
}
