using DistributedML.Streams;

namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>What a streaming ETL reads, and how.</summary>
public sealed record StreamOptions
{
    /// <summary>The cluster; the executors must reach it too.</summary>
    public required KafkaConnection Kafka { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The folder of the tables and the checkpoint; on storage that all machines reach under the same path, and held by this process.</summary>
    public required string Output { get; init; }

    /// <summary>Ends when the events are read that the topic held at the start.</summary>
    public bool AvailableNow { get; init; }

    /// <summary>Time from the start of a batch to that of the next; no time is waited while events are left over.</summary>
    public TimeSpan Trigger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most events of a batch.</summary>
    public long MaxEvents { get; init; } = 1_000_000;

    /// <summary>Largest event, in bytes, as for shards.</summary>
    public int MaxEventBytes { get; init; } = 1 << 20;

    /// <summary>Goes on where the topic begins, when it has lost events that were not read yet.</summary>
    public bool SkipLost { get; init; }
}
