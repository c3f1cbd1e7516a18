namespace DistributedML.Grains.Interfaces;

/// <summary>Where a shard stands.</summary>
[GenerateSerializer, Immutable]
public sealed record ShardStatus
{
    /// <summary>The deployment.</summary>
    [Id(0)] public required string Deployment { get; init; }

    /// <summary>The partition, from 0.</summary>
    [Id(1)] public required int Partition { get; init; }

    /// <summary>The silo that holds the shard.</summary>
    [Id(2)] public required string Silo { get; init; }

    /// <summary>Next offset to apply.</summary>
    [Id(3)] public long Offset { get; init; }

    /// <summary>The partition's end: the offset that the next event will get; -1 while unknown.</summary>
    [Id(4)] public long EndOffset { get; init; } = -1;

    /// <summary>Offset up to which the state is stored.</summary>
    [Id(5)] public long CheckpointOffset { get; init; }

    /// <summary>Events applied, over all activations.</summary>
    [Id(6)] public long Events { get; init; }

    /// <summary>Events sent to the dead-letter topic, over all activations.</summary>
    [Id(7)] public long DeadLetters { get; init; }

    /// <summary>Events whose time was before the newest day already closed.</summary>
    [Id(8)] public long LateEvents { get; init; }

    /// <summary>What the models put out, over all activations.</summary>
    [Id(9)] public long Outputs { get; init; }

    /// <summary>Events applied per second over the last seconds.</summary>
    [Id(10)] public double EventsPerSecond { get; init; }

    /// <summary>Newest event time seen; null before the first event.</summary>
    [Id(11)] public DateTime? Watermark { get; init; }

    /// <summary>Keys with state.</summary>
    [Id(12)] public int Keys { get; init; }

    /// <summary>The fencing epoch of this activation.</summary>
    [Id(13)] public long Epoch { get; init; }

    /// <summary>The model versions in use: "name v3".</summary>
    [Id(14)] public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Why the shard does not consume; null when it does.</summary>
    [Id(15)] public string? Error { get; init; }

    /// <summary>Events that training had seen; they are not learned again.</summary>
    [Id(16)] public long KnownEvents { get; init; }

    /// <summary>Events whose id had come before; they are not learned again.</summary>
    [Id(17)] public long Duplicates { get; init; }

    /// <summary>Events whose time is so far ahead that they wait for others that agree with it.</summary>
    [Id(18)] public int HeldEvents { get; init; }

    /// <summary>What the deployment's keeper should know although the shard consumes; null when there is nothing.</summary>
    [Id(19)] public string? Note { get; init; }

    /// <summary>
    /// Numbers of partitions that the topic had before, oldest first; empty when none were added since the deployment began.
    /// </summary>
    [Id(20)] public IReadOnlyList<int> FormerPartitions { get; init; } = [];

    /// <summary>Events that a drop rule of the pipeline leaves out.</summary>
    [Id(21)] public long Dropped { get; init; }

    /// <summary>Events behind the partition's end; -1 while unknown.</summary>
    public long Lag => EndOffset < 0 ? -1 : Math.Max(0, EndOffset - Offset);
}
