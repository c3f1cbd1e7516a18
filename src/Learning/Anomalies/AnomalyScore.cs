namespace DistributedML.Learning.Anomalies;

/// <summary>How anomalous an event would be.</summary>
/// <param name="Known">Whether the key has enough history to judge.</param>
/// <param name="Anomalous">Whether it would raise an alert.</param>
/// <param name="Score">Robust standard deviations of its amount from the expectation, on a logarithmic scale; 0 when not known.</param>
/// <param name="Probability">How probable something at least as far out is by chance; 1 when not known.</param>
/// <param name="Expected">The usual amount; 0 when not known.</param>
/// <param name="Evidence">The judgement in one sentence.</param>
public readonly record struct AnomalyScore(bool Known, bool Anomalous, double Score, double Probability, double Expected, string Evidence);
