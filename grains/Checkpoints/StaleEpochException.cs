using DistributedML.Streams;

namespace DistributedML.Grains.Checkpoints;

/// <summary>A shard was opened by another activation since; what this one would have written was refused.</summary>
public sealed class StaleEpochException(ShardId shard, long epoch, long current)
    : Exception($"shard {shard} is owned by epoch {current}; epoch {epoch} may not write any more");
