using System.Text.Json.Serialization;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>An incident found in the stream: an anomaly, with those that belong to it. The figures are those of its peak.</summary>
/// <param name="Id">Unique and the same after a replay: made of the event that began it, the model and the kind.</param>
/// <param name="EventId">The event that began it.</param>
/// <param name="Key">The key watched.</param>
/// <param name="Time">Event time of its begin.</param>
/// <param name="Kind">What is anomalous: "amount", "burst", "silence".</param>
/// <param name="Observed">What was seen.</param>
/// <param name="Expected">What was to be expected.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The finding in one sentence.</param>
/// <param name="PeakTime">Event time of the peak.</param>
/// <param name="End">Event time of the last anomaly that belongs to it, or of the event that ended a silence; null while it is
/// open.</param>
/// <param name="Events">Anomalous amounts, or of a burst its events, or of a silence the open buckets without an event.</param>
public sealed record AlertAnswer(
    string Id, string EventId, string Key, DateTime Time, string Kind, double Observed, double Expected, double Score, double Probability,
        string Evidence,
    DateTime PeakTime, DateTime? End, int Events);

/// <summary>What the begin of an incident says beside what every output says.</summary>
/// <param name="Observed">What was seen.</param>
/// <param name="Expected">What was to be expected.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The finding in one sentence.</param>
public sealed record AlertPayload(double Observed, double Expected, double Score, double Probability, string Evidence);

/// <summary>What the end of an incident says beside what every output says; the figures are those of its peak.</summary>
/// <param name="Begin">Event time of its begin, which with key and kind names the incident.</param>
/// <param name="PeakTime">Event time of its peak.</param>
/// <param name="End">Event time of its end.</param>
/// <param name="Events">Anomalous amounts, or of a burst its events, or of a silence the open buckets without an event.</param>
/// <param name="Observed">What was seen.</param>
/// <param name="Expected">What was to be expected.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The incident in one sentence.</param>
public sealed record IncidentPayload(
    DateTime Begin, DateTime PeakTime, DateTime End, int Events, double Observed, double Expected, double Score, double Probability,
        string Evidence)
{
    internal static IncidentPayload Of(Incident incident) => new(incident.Begin, incident.PeakTime, incident.End, incident.Events,
        incident.Observed, incident.Expected, incident.Score, incident.Probability, incident.Evidence);
}

/// <summary>The newest incidents.</summary>
/// <param name="Alerts">The incidents, the one that began last first.</param>
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
[JsonSerializable(typeof(IncidentPayload))]
[JsonSerializable(typeof(ScoreAnswer))]
sealed partial class AnomalyDetectorJson : JsonSerializerContext;
