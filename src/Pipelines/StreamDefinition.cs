using System.ComponentModel.DataAnnotations;

namespace DistributedML.Pipelines;

/// <summary>A deployment: a topic that carries the checked table's rows as events, keyed by one column. Each partition is one shard.</summary>
public sealed record StreamDefinition
{
    /// <summary>The deployment's name: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The Kafka topic, its prefix included once a pipeline is read; bad events go to the topic of the same name with ".dead-letter" behind it.</summary>
    public required string Topic { get; init; }

    /// <summary>The string column whose text is the event's key. Rows without it do not travel on this topic.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The consumer group that reads the topic; left out: the pipeline's name, a dot and the deployment's. Silos of one group are readers of the same deployment, so only one of
    /// them applies the events; another group is another reader of all of them.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>Partitions of the topic when this project creates it; at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int Partitions { get; init; } = 4;

    /// <summary>
    /// How many days an event may be past the newest time that the deployment has seen, or past the end of training. One further ahead waits until two more
    /// agree with it, and is a dead letter when they do not come; so is one that is further ahead than this of the silo's clock.
    /// </summary>
    [Range(0.0, 36_500.0, MinimumIsExclusive = true)]
    public double MaxDaysAhead { get; init; } = 2;

    /// <summary>
    /// How many keys a shard keeps states of, so that its memory has a bound. When it has them, events of keys that it knows are learned as before, and
    /// events of new keys are dead letters.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxKeys { get; init; } = 5_000_000;
}
