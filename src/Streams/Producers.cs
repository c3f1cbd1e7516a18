using Confluent.Kafka;

namespace DistributedML.Streams;

/// <summary>Producers of events: idempotent, ordered on every partition, keys spread as by Kafka's default partitioner.</summary>
public static class Producers
{
    /// <summary>A producer; its log lines go nowhere, its errors come with each delivery.</summary>
    /// <param name="connection">How the cluster is reached.</param>
    /// <param name="maxMessageBytes">Largest message that is tried; the broker has its own limit.</param>
    public static IProducer<byte[], byte[]> Create(KafkaConnection connection, int maxMessageBytes) =>
        new ProducerBuilder<byte[], byte[]>(Settings(connection, maxMessageBytes, 2)).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

    /// <summary>A producer's settings.</summary>
    /// <param name="connection">How the cluster is reached.</param>
    /// <param name="maxMessageBytes">Largest message that is tried.</param>
    /// <param name="lingerMilliseconds">How long a message waits for others to be sent with it.</param>
    internal static ProducerConfig Settings(KafkaConnection connection, int maxMessageBytes, double lingerMilliseconds) =>
        new(connection.ClientSettings())
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            Partitioner = Partitioner.Murmur2Random,
            LingerMs = lingerMilliseconds,
            BatchSize = 256 << 10,
            BatchNumMessages = 10_000,
            MessageMaxBytes = maxMessageBytes,
            MessageTimeoutMs = 30_000,
            QueueBufferingMaxMessages = 100_000,
            QueueBufferingMaxKbytes = 32 << 10,
            DeliveryReportFields = "status",
        };
}
