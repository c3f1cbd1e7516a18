using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace DistributedML.Streams;

/// <summary>
/// Sends events that cannot be applied to the dead-letter topic, with their bytes and headers that say why and where they came from. After a
/// crash an event can be there twice, with the same source offset. Used by any thread.
/// </summary>
public sealed class DeadLetters : IDisposable
{
    /// <summary>Header with the reason.</summary>
    public const string Reason = "reason";

    /// <summary>Header with the topic that the event was on.</summary>
    public const string SourceTopic = "source.topic";

    /// <summary>Header with the partition that the event was on.</summary>
    public const string SourcePartition = "source.partition";

    /// <summary>Header with the event's offset.</summary>
    public const string SourceOffset = "source.offset";

    /// <summary>Header with the event's length in bytes when only its beginning was kept.</summary>
    public const string CutFrom = "cut.from.bytes";

    /// <summary>Bytes that are kept of an event; below the limit of brokers that are left as they come.</summary>
    public const int MostBytes = 900_000;

    readonly IProducer<byte[], byte[]> _producer;

    /// <summary>A sender; connects when it is first used.</summary>
    public DeadLetters(string bootstrap) => _producer = Producers.Create(bootstrap, 1 << 20);

    /// <summary>Sends an event; the task ends when the broker has it.</summary>
    public Task Send(string topic, int partition, long offset, byte[]? key, byte[]? value, string reason)
    {
        var headers = new Headers
        {
            { Reason, Encoding.UTF8.GetBytes(reason) },
            { SourceTopic, Encoding.UTF8.GetBytes(topic) },
            { SourcePartition, Number(partition) },
            { SourceOffset, Number(offset) },
        };
        if (value is { Length: > MostBytes })
        {
            headers.Add(CutFrom, Number(value.Length));
            value = value[..MostBytes];
        }
        if (key is { Length: > MostBytes / 10 }) key = key[..(MostBytes / 10)];
        return _producer.ProduceAsync(topic + Broker.DeadLetterSuffix, new() { Key = key!, Value = value!, Headers = headers });
    }

    /// <inheritdoc/>
    public void Dispose() => _producer.Dispose();

    static byte[] Number(long number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
