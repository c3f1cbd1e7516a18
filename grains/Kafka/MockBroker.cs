using System.Runtime.InteropServices;
using Confluent.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace DistributedML.Grains.Kafka;

/// <summary>
/// librdkafka's mock cluster in this process, on a loopback port that other processes can use too. It keeps the newest 5 MiB of each partition,
/// in memory; what is sent faster than it is read is lost unless the sender looks at the readers' committed offsets, as <see cref="Replayer"/> does.
/// It has no transactions, and asking it for the list of consumer groups ends the process.
/// </summary>
public sealed unsafe class MockBroker : Broker
{
    // The builds of the package, by what they need of the system; Confluent.Kafka tries them in the same way.
    static readonly string[] Builds = ["librdkafka", "centos8-librdkafka", "alpine-librdkafka"];

    const int ErrorLength = 512;
    const int ProducerType = 0;
    readonly string _incarnation = $"mock-{Guid.NewGuid():N}";
    readonly HashSet<string> _topics = [];
    readonly nint _client;
    readonly nint _cluster;
    int _disposed;

    static MockBroker() => NativeLibrary.SetDllImportResolver(typeof(MockBroker).Assembly, static (name, _, path) =>
    {
        if (name != "librdkafka") return 0;
        foreach (var build in Builds)
        {
            if (NativeLibrary.TryLoad(build, typeof(Library).Assembly, path, out var library)) return library;
        }
        return 0;
    });

    /// <summary>Starts the cluster with one broker.</summary>
    /// <exception cref="BrokerException">librdkafka cannot start it.</exception>
    public MockBroker()
    {
        var error = stackalloc byte[ErrorLength];
        var settings = rd_kafka_conf_new();
        _ = rd_kafka_conf_set(settings, "log_level", "0", error, ErrorLength);
        _client = rd_kafka_new(ProducerType, settings, error, ErrorLength);
        if (_client == 0) throw new BrokerException($"the mock cluster cannot be started: {Marshal.PtrToStringUTF8((nint)error)}");
        _cluster = rd_kafka_mock_cluster_new(_client, 1);
        if (_cluster == 0) throw new BrokerException("the mock cluster cannot be started: no loopback port is free");
        Bootstrap = Marshal.PtrToStringUTF8(rd_kafka_mock_cluster_bootstraps(_cluster))!;
    }

    /// <inheritdoc/>
    public override string Bootstrap { get; }

    /// <inheritdoc/>
    public override string Description => $"mock cluster inside this process at {Bootstrap} (keeps 5 MiB a partition, in memory)";

    /// <inheritdoc/>
    public override long? BytesPerPartition => 5 << 20;

    /// <inheritdoc/>
    public override Task EnsureTopics(IReadOnlyList<TopicPlan> topics, CancellationToken cancel = default)
    {
        lock (_topics)
        {
            foreach (var topic in topics.Where(topic => _topics.Add(topic.Name)))
            {
                var error = rd_kafka_mock_topic_create(_cluster, topic.Name, topic.Partitions, 1);
                if (error != 0) throw new BrokerException($"topic {topic.Name} cannot be created: {(ErrorCode)error}");
            }
        }
        return Task.CompletedTask;
    }

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

    [DllImport("librdkafka")]
    static extern nint rd_kafka_conf_new();

    [DllImport("librdkafka")]
    static extern int rd_kafka_conf_set(nint settings, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, byte* error, nuint errorLength);

    [DllImport("librdkafka")]
    static extern nint rd_kafka_new(int type, nint settings, byte* error, nuint errorLength);

    [DllImport("librdkafka")]
    static extern void rd_kafka_destroy(nint client);

    [DllImport("librdkafka")]
    static extern nint rd_kafka_mock_cluster_new(nint client, int brokers);

    [DllImport("librdkafka")]
    static extern void rd_kafka_mock_cluster_destroy(nint cluster);

    [DllImport("librdkafka")]
    static extern nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [DllImport("librdkafka")]
    static extern int rd_kafka_mock_topic_create(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicas);
}
