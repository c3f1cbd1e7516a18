using System.ComponentModel;

namespace DistributedML.Grains.Interfaces;

/// <summary>Items for a user, best first.</summary>
/// <param name="User">The user asked for.</param>
/// <param name="Known">Whether the user has a history; the answer for others is what sells now.</param>
/// <param name="Model">The model version that answered: "recommender v3".</param>
/// <param name="Items">Items and scores; scores are comparable within one answer only.</param>
[GenerateSerializer, Immutable]
public sealed record RecommendationAnswer(string User, bool Known, string Model, IReadOnlyList<RecommendedItem> Items);

/// <summary>An item recommended.</summary>
/// <param name="Item">The item.</param>
/// <param name="Score">Its score; higher is better.</param>
/// <remarks>OpenAPI takes its descriptions from these comments, but for a property named Item, which it holds for an indexer: hence the attribute.</remarks>
[GenerateSerializer, Immutable]
public sealed record RecommendedItem([property: Description("The item.")] string Item, double Score);

/// <summary>Forecast of a daily series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Model">The model version that answered.</param>
/// <param name="Level">Coverage of the intervals, between 0 and 1.</param>
/// <param name="History">The newest closed days, oldest first.</param>
/// <param name="Points">The days ahead, in order; none while too few days are closed.</param>
[GenerateSerializer, Immutable]
public sealed record ForecastAnswer(string Series, string Model, double Level, IReadOnlyList<DayValue> History, IReadOnlyList<ForecastDay> Points);

/// <summary>The sum of a series' step.</summary>
/// <param name="Start">The step's beginning.</param>
/// <param name="Value">Its sum.</param>
[GenerateSerializer, Immutable]
public sealed record StepValue(DateTime Start, double Value);

/// <summary>A day's sum.</summary>
/// <param name="Day">The day.</param>
/// <param name="Value">Its sum.</param>
[GenerateSerializer, Immutable]
public sealed record DayValue(DateOnly Day, double Value);

/// <summary>A day's forecast.</summary>
/// <param name="Day">The day.</param>
/// <param name="Mean">The point forecast.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
[GenerateSerializer, Immutable]
public sealed record ForecastDay(DateOnly Day, double Mean, double Lower, double Upper);

/// <summary>An anomaly found in the stream.</summary>
/// <param name="Id">Unique and the same after a replay: made of the event that caused it and the kind.</param>
/// <param name="EventId">The event that caused it.</param>
/// <param name="Key">The key watched.</param>
/// <param name="Time">Event time.</param>
/// <param name="Kind">What is anomalous: "amount", "burst", "silence".</param>
/// <param name="Observed">What was seen.</param>
/// <param name="Expected">What was to be expected.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The finding in one sentence.</param>
[GenerateSerializer, Immutable]
public sealed record AlertAnswer(string Id, string EventId, string Key, DateTime Time, string Kind, double Observed, double Expected, double Score, double Probability, string Evidence);

/// <summary>How anomalous one event is.</summary>
/// <param name="Key">The key it belongs to.</param>
/// <param name="Known">Whether the key has enough history to judge.</param>
/// <param name="Anomalous">Whether it would raise an alert.</param>
/// <param name="Score">Robust standard deviations from the expectation.</param>
/// <param name="Probability">How probable something at least as far out is by chance.</param>
/// <param name="Evidence">The finding in one sentence.</param>
[GenerateSerializer, Immutable]
public sealed record ScoreAnswer(string Key, bool Known, bool Anomalous, double Score, double Probability, string Evidence);
