using System.ComponentModel.DataAnnotations;
using DistributedML.Learning;

namespace DistributedML.Grains.Runtime;

/// <summary>How shards read, learn and store.</summary>
public sealed record ShardOptions : IOptions
{
    /// <summary>Largest event, in bytes of JSON; larger ones are dead letters.</summary>
    [Range(1, 64 << 20)]
    public int MaxEventBytes { get; init; } = 1 << 20;

    /// <summary>Most events that one turn of a shard applies; queries wait for at most one turn.</summary>
    [Range(1, 10_000)]
    public int BatchEvents { get; init; } = 256;

    /// <summary>Most time between an applied event and its checkpoint, in milliseconds.</summary>
    [Range(1, 600_000)]
    public int CheckpointMilliseconds { get; init; } = 1_000;

    /// <summary>
    /// How long a shard that has read its partition to the end waits for events until it goes by the time of the other shards, in milliseconds.
    /// </summary>
    [Range(1, 600_000)]
    public int IdleMilliseconds { get; init; } = 5_000;

    /// <summary>A checkpoint is also written after this many events of a shard.</summary>
    [Range(1, int.MaxValue)]
    public int CheckpointEvents { get; init; } = 50_000;
}
