using DistributedML.Engines;
using DistributedML.Spark.Connect;
using DistributedML.Streams;
using DistributedML.Tests.Grains.Silo;
using DistributedML.Tests.Jobs.Etl.Streaming;
using Microsoft.Spark.Sql;

[assembly: AssemblyFixture(typeof(StreamServers))]

namespace DistributedML.Tests.Jobs.Etl.Streaming;

/// <summary>A Kafka broker and a Spark server for all tests of this project that share them, each started when the first test asks for it.</summary>
public sealed class StreamServers : IAsyncDisposable
{
    // The tables are small: few tasks in each shuffle, where Spark makes 200.
    static readonly Dictionary<string, string> Settings = new() { ["spark.sql.shuffle.partitions"] = "3" };

    readonly string _folder = Directory.CreateTempSubdirectory("dml-stream-").FullName;
    readonly Lazy<Task<LocalBroker>> _broker;
    readonly Lazy<Task<string>> _spark;
    LocalServer? _server;

    public StreamServers()
    {
        _broker = new(() =>
        {
            Secure = new SecureListener(_folder);
            return LocalBroker.StartAsync(KafkaHome!, Path.Combine(_folder, "kafka"), 32 << 20, (Secure.Port, Secure.Settings));
        });
        _spark = new(async () => (_server = await StartSparkAsync()).Address);
    }

    /// <summary>The broker's listener with SASL over TLS, once it runs.</summary>
    internal SecureListener Secure { get; private set; } = null!;

    static string? KafkaHome => Environment.GetEnvironmentVariable(BrokerOptions.HomeVariable) is { Length: > 0 } home ? home : null;

    static string? SparkHome => Environment.GetEnvironmentVariable("SPARK_HOME") is { Length: > 0 } home ? home : null;

    /// <summary>The broker, with a topic.</summary>
    public async Task<LocalBroker> BrokerAsync(string topic, int partitions)
    {
        Assert.SkipWhen(KafkaHome is null, "KAFKA_HOME names no Kafka distribution");
        Assert.SkipWhen(SparkHome is null, "SPARK_HOME names no Spark distribution");
        var broker = await _broker.Value;
        await broker.EnsureTopics([new(topic, partitions)]);
        return broker;
    }

    /// <summary>The Spark server's address.</summary>
    public Task<string> SparkAsync()
    {
        Assert.SkipWhen(SparkHome is null, "SPARK_HOME names no Spark distribution");
        return _spark.Value;
    }

    /// <summary>An engine with a session of its own.</summary>
    public async Task<SparkEngine> EngineAsync() => await SparkEngine.OpenAsync(await SparkSession.Builder().Remote(await SparkAsync()).CreateAsync());

    /// <summary>A further Spark server.</summary>
    internal static Task<LocalServer> StartSparkAsync() => LocalServer.StartAsync(SparkHome!, "local[2]", Settings, LocalServer.FindWorker());

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_broker.IsValueCreated) await (await _broker.Value).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
