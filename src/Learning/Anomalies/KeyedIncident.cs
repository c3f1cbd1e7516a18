namespace DistributedML.Learning.Anomalies;

/// <summary>An incident and the key that it is about.</summary>
/// <param name="Key">The key.</param>
/// <param name="Incident">The incident.</param>
public sealed record KeyedIncident(string Key, Incident Incident);
