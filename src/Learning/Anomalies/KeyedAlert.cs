namespace DistributedML.Learning.Anomalies;

/// <summary>An alert and the key that it is about.</summary>
/// <param name="Key">The key.</param>
/// <param name="Alert">The alert.</param>
public sealed record KeyedAlert(string Key, Alert Alert);
