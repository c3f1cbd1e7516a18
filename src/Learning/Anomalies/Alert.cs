namespace DistributedML.Learning.Anomalies;

/// <summary>An anomaly of one key.</summary>
/// <param name="Kind">What is anomalous.</param>
/// <param name="Time">Event time at which it was found: that of the event, or for a silence the end of the bucket that completed it.</param>
/// <param name="Observed">What was seen: an amount, or a number of events.</param>
/// <param name="Expected">What was to be expected: the usual amount, or the number of events.</param>
/// <param name="Score">Robust standard deviations from the expectation; negative below it. Amounts are measured on the model's
/// scale.</param>
/// <param name="Probability">How probable something at least as far out is by chance, per event or bucket.</param>
/// <param name="Evidence">The finding in one sentence.</param>
public sealed record Alert(AlertKind Kind, DateTime Time, double Observed, double Expected, double Score, double Probability,
    string Evidence)
{
    /// <summary>Whether it begins an incident; false for one that belongs to an <see cref="Incident"/> that is open.</summary>
    public bool BeginsIncident { get; init; } = true;
}
