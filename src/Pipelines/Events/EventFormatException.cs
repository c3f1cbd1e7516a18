namespace DistributedML.Pipelines.Events;

/// <summary>An event that is not JSON, breaks the schema or breaks an expectation. The message says where and what was expected.</summary>
public sealed class EventFormatException(string message) : Exception(message);
