using DistributedML.Pipelines;

namespace DistributedML.Streams;

/// <summary>A Kafka that can be reached: a running cluster, a broker started for this process, or a mock cluster inside it.</summary>
public abstract class Broker : IAsyncDisposable
{
    /// <summary>How long an answer may take before the broker counts as unreachable.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>What the topics of dead letters end with.</summary>
    public const string DeadLetterSuffix = ".dead-letter";

    /// <summary>How clients reach it; those of other processes too.</summary>
    public abstract KafkaConnection Connection { get; }

    /// <summary>The address for clients, "host:port".</summary>
    public string Bootstrap => Connection.Bootstrap;

    /// <summary>What it is, for people.</summary>
    public abstract string Description { get; }

    /// <summary>Bytes that a partition keeps before it drops its oldest events, read or not; null when nothing unread is dropped soon.</summary>
    public virtual long? BytesPerPartition => null;

    /// <summary>Creates the topics that do not exist yet.</summary>
    /// <exception cref="BrokerException">No broker answers, or a topic exists with fewer partitions.</exception>
    public abstract Task EnsureTopics(IReadOnlyList<TopicPlan> topics, CancellationToken cancel = default);

    /// <summary>How many partitions a topic has now; null when there is no such topic, or no broker answers.</summary>
    public abstract int? Partitions(string topic);

    /// <summary>
    /// Where each of a topic's first partitions ended when the others were added: at its first event that is not older than the first event
    /// on the others; at its present end when there is no such event.
    /// </summary>
    /// <exception cref="BrokerException">No broker answers, or there is no such topic.</exception>
    public abstract Task<IReadOnlyList<long>> EndsBeforeGrowth(string topic, int partitions, CancellationToken cancel = default);

    /// <summary>
    /// Names this life of a topic: offsets stored under another incarnation mean nothing in this one. Changes when the topic is deleted and
    /// created again, and with each start of a mock cluster.
    /// </summary>
    /// <exception cref="BrokerException">No broker answers, or there is no such topic.</exception>
    public abstract Task<string> GetIncarnation(string topic, CancellationToken cancel = default);

    /// <summary>Connects to, or starts, the broker that the options ask for.</summary>
    /// <exception cref="BrokerException">No broker answers, or it cannot be started.</exception>
    public static async Task<Broker> StartAsync(BrokerOptions options, CancellationToken cancel = default)
    {
        if (options.Connection is { } connection) return await RemoteBroker.ConnectAsync(connection, cancel);
        if (options.KafkaHome is { Length: > 0 } home) return await LocalBroker.StartAsync(home, options.Folder, options.MaxMessageBytes, cancel);
        return new MockBroker();
    }

    /// <summary>The topics of a pipeline: one of events and one of dead letters for each stream.</summary>
    public static IReadOnlyList<TopicPlan> TopicsOf(Pipeline pipeline) =>
        [.. pipeline.Streams.SelectMany(stream => new[] { new TopicPlan(stream.Topic, stream.Partitions), new TopicPlan(stream.Topic + DeadLetterSuffix, 1) })];

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
