using System.Text.Json;

namespace DistributedML.Engines;

/// <summary>Events of a Kafka topic, from offsets to offsets: the same ones whenever they are read.</summary>
/// <param name="Bootstrap">The brokers, "host:port,host:port".</param>
/// <param name="Settings">Settings of the connection, by the names of Kafka's Java clients.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Partitions">The partitions' ranges; at least one.</param>
public sealed record TopicRange(string Bootstrap, IReadOnlyDictionary<string, string> Settings, string Topic, IReadOnlyList<PartitionRange> Partitions)
{
    /// <summary>Options of Spark's Kafka source. It fails when an event of the range is not there any more.</summary>
    internal Dictionary<string, string> SparkOptions => new(Settings.Select(setting => KeyValuePair.Create($"kafka.{setting.Key}", setting.Value)))
    {
        ["kafka.bootstrap.servers"] = Bootstrap,
        ["kafka.isolation.level"] = "read_committed",
        ["assign"] = Json(Partitions.Select(range => range.Partition).ToArray()),
        ["startingOffsets"] = Json(Partitions.ToDictionary(range => $"{range.Partition}", range => range.From)),
        ["endingOffsets"] = Json(Partitions.ToDictionary(range => $"{range.Partition}", range => range.To)),
        ["failOnDataLoss"] = "true",
        ["kafkaConsumer.pollTimeoutMs"] = "30000",   // a dead broker is noticed in this time, four times over, instead of two minutes
    };

    string Json<T>(T partitions) => JsonSerializer.Serialize(new Dictionary<string, T> { [Topic] = partitions });
}
