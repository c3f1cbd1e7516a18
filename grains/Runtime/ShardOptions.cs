using DistributedML.Learning;

namespace DistributedML.Grains.Runtime;

/// <summary>How shards read, learn and store.</summary>
public sealed record ShardOptions : IOptions
{
    /// <summary>Largest event, in bytes of JSON; larger ones are dead letters.</summary>
    public int MaxEventBytes { get; init; } = 1 << 20;

    /// <summary>Most events that one turn of a shard applies; queries wait for at most one turn.</summary>
    public int BatchEvents { get; init; } = 256;

    /// <summary>Most time between an applied event and its checkpoint, in milliseconds.</summary>
    public int CheckpointMilliseconds { get; init; } = 1_000;

    /// <summary>A checkpoint is also written after this many events of a shard.</summary>
    public int CheckpointEvents { get; init; } = 50_000;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (MaxEventBytes is < 1 or > 64 << 20) yield return new(nameof(MaxEventBytes), MaxEventBytes, "1 to 67108864");
        if (BatchEvents is < 1 or > 10_000) yield return new(nameof(BatchEvents), BatchEvents, "1 to 10000");
        if (CheckpointMilliseconds is < 1 or > 600_000) yield return new(nameof(CheckpointMilliseconds), CheckpointMilliseconds, "1 to 600000");
        if (CheckpointEvents < 1) yield return new(nameof(CheckpointEvents), CheckpointEvents, "at least 1");
    }
}
