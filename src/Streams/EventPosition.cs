namespace DistributedML.Streams;

/// <summary>Where an event was stored.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="Offset">The offset in the partition.</param>
public sealed record EventPosition(string Topic, int Partition, long Offset);
