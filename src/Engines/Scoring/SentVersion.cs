using Microsoft.Spark;

namespace DistributedML.Engines.Scoring;

/// <summary>A version of a model that a session has.</summary>
/// <param name="Hash">The hash of its bytes.</param>
/// <param name="Bytes">Its artifact.</param>
sealed record SentVersion(string Hash, Broadcast<byte[]> Bytes);
