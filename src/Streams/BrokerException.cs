namespace DistributedML.Streams;

/// <summary>Kafka cannot be used: no broker answers, it cannot be started, or a topic is not as the pipeline needs it. The message names the address and says what to do.</summary>
public sealed class BrokerException(string message, Exception? inner = null) : Exception(message, inner);
