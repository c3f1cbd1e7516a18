namespace DistributedML.Grains.Checkpoints;

/// <summary>Where a shard stands: the offset that its state belongs to, and counters over all of its activations.</summary>
public sealed record ShardPosition
{
    /// <summary>The life of the topic that the offset belongs to.</summary>
    public required string Incarnation { get; init; }

    /// <summary>Next offset to apply.</summary>
    public long Offset { get; init; }

    /// <summary>Events applied.</summary>
    public long Events { get; init; }

    /// <summary>Events sent to the dead-letter topic.</summary>
    public long DeadLetters { get; init; }

    /// <summary>Events whose day was before the newest day seen.</summary>
    public long LateEvents { get; init; }

    /// <summary>Events that training had seen.</summary>
    public long KnownEvents { get; init; }

    /// <summary>Events whose id had come before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events that a drop rule of the pipeline leaves out.</summary>
    public long Dropped { get; init; }

    /// <summary>What the models put out.</summary>
    public long Outputs { get; init; }

    /// <summary>Newest event time; null before the first event.</summary>
    public DateTime? Watermark { get; init; }

    /// <summary>The lowest offset of the events of each day, by the day's number.</summary>
    public IReadOnlyDictionary<int, long> DayOffsets { get; init; } = new Dictionary<int, long>();

    /// <summary>Newest time of events that were learned from a topic that is gone; null when there are none.</summary>
    public DateTime? GoneUntil { get; init; }

    /// <summary>Numbers of partitions that the topic had before, oldest first.</summary>
    public IReadOnlyList<int> FormerPartitions { get; init; } = [];

    /// <summary>Whether states of keys have come from other shards since the shard's own last checkpoint.</summary>
    public bool HasGained { get; init; }

    /// <summary>What each model's states are, by the model's name.</summary>
    public IReadOnlyDictionary<string, StoredModel> Models { get; init; } = new Dictionary<string, StoredModel>();
}

/// <summary>What a model's stored states are.</summary>
/// <param name="Version">The version that they belong to; 0 for none.</param>
/// <param name="Kind">The kind of model.</param>
/// <param name="Format">The number of the kind's format.</param>
public readonly record struct StoredModel(int Version, string Kind, int Format);
