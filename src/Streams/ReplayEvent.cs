namespace DistributedML.Streams;

/// <summary>A stored event to be sent again.</summary>
/// <param name="Json">The row as a JSON object, UTF-8.</param>
/// <param name="Time">Event time.</param>
/// <param name="Keys">The key for each stream of the pipeline, in its order; null where the event does not travel.</param>
public readonly record struct ReplayEvent(byte[] Json, DateTime Time, string?[] Keys);
