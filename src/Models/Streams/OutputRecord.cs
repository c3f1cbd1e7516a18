namespace DistributedML.Models.Streams;

/// <summary>Something that a model put out while it learned: a prediction, an alert. Stored with the state that it was made in.</summary>
/// <param name="Id">Unique, and the same after a replay: made of the event that caused it, the model and what it is.</param>
/// <param name="EventId">The event that caused it; empty when time alone did.</param>
/// <param name="Model">The model that put it out.</param>
/// <param name="Key">The key that it is about.</param>
/// <param name="Time">Event time.</param>
/// <param name="Kind">What it is, in the model's words.</param>
/// <param name="Payload">The rest, a JSON object.</param>
public sealed record OutputRecord(string Id, string EventId, string Model, string Key, DateTime Time, string Kind, string Payload);
