using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace DistributedML.Streams;

/// <summary>
/// Sends events that cannot be applied to the dead-letter topic, with their bytes, their own headers, and headers that say why and where they came from. After a
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

    /// <summary>Header with the number of the event's own headers when they were too long to keep.</summary>
    public const string CutHeaders = "cut.headers";

    /// <summary>Bytes that are kept of an event; below the limit of brokers that are left as they come.</summary>
    public const int MostBytes = 900_000;

    /// <summary>Characters that are kept of a reason.</summary>
    public const int LongestReason = 500;

    readonly IProducer<byte[], byte[]> _producer;
    readonly ConcurrentDictionary<(string Topic, int Partition, long Offset), bool> _sent = new();

    /// <summary>A sender; connects when it is first used.</summary>
    public DeadLetters(KafkaConnection connection) => _producer = Producers.Create(connection, 1 << 20);

    /// <summary>
    /// Sends an event, once while this object lives and <see cref="Forget"/> has not passed it; the task ends when the broker has it. What the broker refuses
    /// as too large is cut until it takes it.
    /// </summary>
    public async Task Send(string topic, int partition, StoredMessage message, string reason)
    {
        if (_sent.ContainsKey((topic, partition, message.Offset))) return;
        if (reason.Length > LongestReason) reason = $"{reason[..LongestReason]}... ({reason.Length} characters)";
        for (var most = MostBytes; ; most /= 4)
        {
            try
            {
                await _producer.ProduceAsync(topic + Broker.DeadLetterSuffix, Letter(topic, partition, message, reason, most));
                _sent[(topic, partition, message.Offset)] = true;
                return;
            }
            catch (KafkaException exception) when (exception.Error.Code == ErrorCode.MsgSizeTooLarge && most > 0)
            {
                // The next one is shorter.
            }
        }
    }

    /// <summary>Forgets which events before an offset were sent; they will not be sent again.</summary>
    public void Forget(string topic, int partition, long before)
    {
        foreach (var sent in _sent.Keys)
        {
            if (sent.Topic == topic && sent.Partition == partition && sent.Offset < before) _sent.TryRemove(sent, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _producer.Dispose();

    // The event's own headers come first: a reader that asks for the last one of a name gets ours.
    static Message<byte[], byte[]> Letter(string topic, int partition, StoredMessage message, string reason, int most)
    {
        var headers = new Headers();
        if (message.Headers.Sum(header => header.Key.Length + (header.Value?.Length ?? 0)) <= most / 10)
        {
            foreach (var (name, value) in message.Headers) headers.Add(name, value);
        }
        else
        {
            headers.Add(CutHeaders, Number(message.Headers.Count));
        }
        headers.Add(Reason, Encoding.UTF8.GetBytes(reason));
        headers.Add(SourceTopic, Encoding.UTF8.GetBytes(topic));
        headers.Add(SourcePartition, Number(partition));
        headers.Add(SourceOffset, Number(message.Offset));
        if (message.Value?.Length > most) headers.Add(CutFrom, Number(message.Value.Length));
        return new() { Key = Cut(message.Key, most / 10)!, Value = Cut(message.Value, most)!, Headers = headers };
    }

    static byte[]? Cut(byte[]? bytes, int most) => bytes?.Length > most ? bytes[..most] : bytes;

    static byte[] Number(long number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
