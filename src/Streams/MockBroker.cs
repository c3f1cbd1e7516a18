using System.Runtime.InteropServices;
using static DistributedML.Streams.Native.LibRdKafka;

namespace DistributedML.Streams;

/// <summary>
/// librdkafka's mock cluster in this process, on a loopback port that other processes can use too. It keeps the newest 5 MiB of each partition,
/// in memory; what is sent faster than it is read is lost unless the sender looks at the readers' committed offsets, as <see cref="Replayer"/> does.
/// It has no transactions, and asking it for the list of consumer groups ends the process.
/// </summary>
public sealed class MockBroker : Broker
{
    readonly string _incarnation = $"mock-{Guid.NewGuid():N}";
    readonly Dictionary<string, int> _topics = [];
    readonly nint _client;
    readonly nint _cluster;
    int _disposed;

    /// <summary>Starts the cluster with one broker.</summary>
    /// <exception cref="BrokerException">librdkafka cannot start it.</exception>
    public MockBroker()
    {
        _client = Create(Producer, []);
        _cluster = BackgroundThread.Call(() => rd_kafka_mock_cluster_new(_client, 1));
        if (_cluster == 0) throw new BrokerException("the mock cluster cannot be started: no loopback port is free");
        Connection = Marshal.PtrToStringUTF8(rd_kafka_mock_cluster_bootstraps(_cluster))!;
    }

    /// <inheritdoc/>
    public override KafkaConnection Connection { get; }

    /// <inheritdoc/>
    public override string Description => $"mock cluster inside this process at {Bootstrap} (keeps 5 MiB a partition, in memory)";

    /// <inheritdoc/>
    public override long? BytesPerPartition => 5 << 20;

    /// <inheritdoc/>
    public override Task EnsureTopics(IReadOnlyList<TopicPlan> topics, CancellationToken cancel = default)
    {
        lock (_topics)
        {
            foreach (var topic in topics.Where(topic => _topics.TryAdd(topic.Name, topic.Partitions)))
            {
                var error = rd_kafka_mock_topic_create(_cluster, topic.Name, topic.Partitions, 1);
                if (error != 0) throw new BrokerException($"topic {topic.Name} cannot be created: {Text(error)}");
            }
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override int? Partitions(string topic)
    {
        lock (_topics) return _topics.TryGetValue(topic, out var partitions) ? partitions : null;
    }

    // A topic grows between two starts only, and each begins with empty topics.
    /// <inheritdoc/>
    public override Task<IReadOnlyList<long>> EndsBeforeGrowth(string topic, int partitions, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<long>>(new long[partitions]);

    /// <inheritdoc/>
    public override Task<string> GetIncarnation(string topic, CancellationToken cancel = default) => Task.FromResult(_incarnation);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            rd_kafka_mock_cluster_destroy(_cluster);
            rd_kafka_destroy(_client);
        }
        return base.DisposeAsync();
    }
}
