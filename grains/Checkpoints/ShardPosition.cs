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

    /// <summary>Alerts raised.</summary>
    public long Alerts { get; init; }

    /// <summary>Newest event time; null before the first event.</summary>
    public DateTime? Watermark { get; init; }

    /// <summary>The version of each model that the state belongs to; 0 for none.</summary>
    public IReadOnlyDictionary<string, int> Versions { get; init; } = new Dictionary<string, int>();
}
