namespace DistributedML.Streams;

/// <summary>What a partition holds.</summary>
/// <param name="First">Offset of its oldest event.</param>
/// <param name="End">Offset that its next event gets.</param>
public readonly record struct PartitionOffsets(long First, long End);
