namespace DistributedML.Grains.Interfaces;

/// <summary>An event that is not JSON, breaks the schema or breaks an expectation. The message says where and what was expected.</summary>
[GenerateSerializer]
public sealed class EventFormatException(string message) : Exception(message);
