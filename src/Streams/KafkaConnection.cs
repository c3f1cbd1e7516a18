using Confluent.Kafka;
using DistributedML.Pipelines;

namespace DistributedML.Streams;

/// <summary>How clients reach a Kafka cluster: its address and what else the connection needs. Its text is the address alone, for there may be secrets.</summary>
public sealed class KafkaConnection
{
    readonly IReadOnlyList<KeyValuePair<string, string>> _settings;

    KafkaConnection(string bootstrap, IReadOnlyList<KeyValuePair<string, string>> settings) => (Bootstrap, _settings) = (bootstrap, settings);

    /// <summary>The brokers, "host:port,host:port".</summary>
    public string Bootstrap { get; }

    /// <summary>Whether the connection needs more than the address.</summary>
    public bool HasSettings => _settings.Count > 0;

    /// <summary>A cluster as a pipeline says.</summary>
    /// <param name="bootstrap">The brokers, "host:port,host:port".</param>
    /// <param name="kafka">What the pipeline says.</param>
    /// <exception cref="BrokerException">An environment variable that a setting names is not set.</exception>
    public static KafkaConnection Of(string bootstrap, KafkaDefinition kafka) =>
        new(bootstrap, [.. kafka.Settings.Select(setting => KeyValuePair.Create(setting.Name, Value(setting)))]);

    /// <summary>A cluster that asks for nothing but its address.</summary>
    public static implicit operator KafkaConnection(string bootstrap) => new(bootstrap, []);

    /// <summary>The same settings for Kafka's Java clients, as Spark's, by their names.</summary>
    /// <exception cref="BrokerException">A setting has no like there.</exception>
    public IReadOnlyDictionary<string, string> JavaSettings() => JavaKafkaSettings.Of(_settings);

    /// <summary>The settings that all clients share. Their log lines go nowhere: what matters is thrown or reported as a shard's error.</summary>
    public ClientConfig ClientSettings()
    {
        var settings = new ClientConfig
        {
            BootstrapServers = Bootstrap,
            ClientId = "distributedml",
            SocketTimeoutMs = 10_000,
            SocketNagleDisable = true,
            ReconnectBackoffMs = 50,
            ReconnectBackoffMaxMs = 1_000,
            TopicMetadataRefreshIntervalMs = 60_000,
            BrokerAddressFamily = BrokerAddressFamily.V4,
            LogConnectionClose = false,
        };
        foreach (var (name, value) in _settings) settings.Set(name, value);
        return settings;
    }

    /// <summary>The address.</summary>
    public override string ToString() => Bootstrap;

    static string Value(KafkaSetting setting) => setting.Variable is not { } variable ? setting.Value
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value
        : throw new BrokerException($"Kafka setting {setting.Name}: the environment variable {variable} is not set");
}
