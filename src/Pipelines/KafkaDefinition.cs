namespace DistributedML.Pipelines;

/// <summary>The Kafka cluster of the streams: how clients connect to it, and what the names of their topics and groups begin with.</summary>
public sealed record KafkaDefinition
{
    /// <summary>Put before the names of topics and consumer groups, as in "team-a."; empty for nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// Settings of the connection to a cluster that is named by its address, by librdkafka's names ("security.protocol", "sasl.username", "ssl.ca.location", ...). Secrets are
    /// read from the environment.
    /// </summary>
    public IReadOnlyList<KafkaSetting> Settings { get; init; } = [];
}
