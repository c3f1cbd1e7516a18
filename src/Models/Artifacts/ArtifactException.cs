namespace DistributedML.Models.Artifacts;

/// <summary>An artifact, or a stored state, that is not what its reader expects. The message says what it is and what was expected.</summary>
public sealed class ArtifactException(string message, Exception? inner = null) : IOException(message, inner);
