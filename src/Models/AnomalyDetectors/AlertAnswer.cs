using System.Text.Json.Serialization;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>An anomaly found in the stream.</summary>
/// <param name="Id">Unique and the same after a replay: made of the event that caused it, the model and the kind.</param>
/// <param name="EventId">The event that caused it.</param>
/// <param name="Key">The key watched.</param>
/// <param name="Time">Event time.</param>
/// <param name="Kind">What is anomalous: "amount", "burst", "silence".</param>
/// <param name="Observed">What was seen.</param>
/// <param name="Expected">What was to be expected.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The finding in one sentence.</param>
public sealed record AlertAnswer(
    string Id, string EventId, string Key, DateTime Time, string Kind, double Observed, double Expected, double Score, double Probability, string Evidence);

/// <summary>What an alert says beside what every output says.</summary>
/// <param name="Observed">What was seen.</param>
/// <param name="Expected">What was to be expected.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The finding in one sentence.</param>
public sealed record AlertPayload(double Observed, double Expected, double Score, double Probability, string Evidence);

/// <summary>The newest alerts.</summary>
/// <param name="Alerts">The alerts, newest first.</param>
public sealed record AlertsAnswer(IReadOnlyList<AlertAnswer> Alerts);

/// <summary>How anomalous one event is.</summary>
/// <param name="Key">The key it belongs to.</param>
/// <param name="Known">Whether the key has enough history to judge.</param>
/// <param name="Anomalous">Whether it would raise an alert.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The finding in one sentence.</param>
public sealed record ScoreAnswer(string Key, bool Known, bool Anomalous, double Score, double Probability, string Evidence);

/// <summary>How the answers are written: camelCase, by code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(AlertsAnswer))]
[JsonSerializable(typeof(AlertPayload))]
[JsonSerializable(typeof(ScoreAnswer))]
sealed partial class AnomalyDetectorJson : JsonSerializerContext;
