namespace DistributedML.Engines;

/// <summary>Events of one partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">The first offset.</param>
/// <param name="To">The offset after the last one.</param>
public readonly record struct PartitionRange(int Partition, long From, long To);
