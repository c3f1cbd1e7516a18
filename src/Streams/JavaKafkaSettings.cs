namespace DistributedML.Streams;

/// <summary>librdkafka's settings of a connection in the words of Kafka's Java clients, where they differ.</summary>
static class JavaKafkaSettings
{
    const string Plain = "org.apache.kafka.common.security.plain.PlainLoginModule", Scram = "org.apache.kafka.common.security.scram.ScramLoginModule";

    // Spelled alike in both.
    static readonly string[] Same = ["client.rack", "connections.max.idle.ms", "ssl.cipher.suites"];

    // What a reader of a topic does without.
    static readonly string[] Needless = ["broker.address.family", "socket.timeout.ms", "socket.keepalive.enable", "socket.connection.setup.timeout.ms", "compression.type"];

    internal static Dictionary<string, string> Of(IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        var java = new Dictionary<string, string>();
        var left = settings.ToDictionary();
        string? Take(string name) => left.Remove(name, out var value) ? value : null;

        if (Take("security.protocol") is { } protocol) java["security.protocol"] = protocol.ToUpperInvariant();
        if ((Take("sasl.mechanism") ?? Take("sasl.mechanisms")) is { } mechanism)
        {
            java["sasl.mechanism"] = mechanism;
            java["sasl.jaas.config"] = $"{Module(mechanism)} required username={Quoted(Take("sasl.username"))} password={Quoted(Take("sasl.password"))};";
        }
        if (Take("ssl.ca.location") is { } authority) (java["ssl.truststore.type"], java["ssl.truststore.location"]) = ("PEM", authority);
        if (Take("ssl.ca.pem") is { } certificates) (java["ssl.truststore.type"], java["ssl.truststore.certificates"]) = ("PEM", certificates);
        if (Take("ssl.endpoint.identification.algorithm") is { } check) java["ssl.endpoint.identification.algorithm"] = check == "none" ? "" : check;
        foreach (var name in Same)
        {
            if (Take(name) is { } value) java[name] = value;
        }
        foreach (var name in Needless) _ = Take(name);
        return left.Count == 0 ? java : throw new BrokerException($"Kafka setting {left.Keys.First()} is for librdkafka, and Spark's client has none like it: an event table cannot be read with it");
    }

    static string Module(string mechanism) => mechanism switch
    {
        "PLAIN" => Plain,
        "SCRAM-SHA-256" or "SCRAM-SHA-512" => Scram,
        _ => throw new BrokerException($"Kafka setting sasl.mechanism={mechanism}: Spark reads topics with PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"),
    };

    static string Quoted(string? text) => $"\"{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
