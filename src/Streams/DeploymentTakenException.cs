namespace DistributedML.Streams;

/// <summary>Another silo reads a deployment's topic in the same consumer group. The message says which, and what to do.</summary>
public sealed class DeploymentTakenException(string message) : Exception(message);
