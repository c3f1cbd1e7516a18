using System.Collections.Concurrent;
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

    /// <summary>Characters that are kept of a reason.</summary>
    public const int LongestReason = 500;

    readonly IProducer<byte[], byte[]> _producer;
    readonly ConcurrentDictionary<(string Topic, int Partition, long Offset), bool> _sent = new();

    /// <summary>A sender; connects when it is first used.</summary>
    public DeadLetters(string bootstrap) => _producer = Producers.Create(bootstrap, 1 << 20);

    /// <summary>
    /// Sends an event, once while this object lives and <see cref="Forget"/> has not passed it; the task ends when the broker has it. What the broker refuses
    /// as too large is cut until it takes it.
    /// </summary>
    public async Task Send(string topic, int partition, long offset, byte[]? key, byte[]? value, string reason)
    {
        if (_sent.ContainsKey((topic, partition, offset))) return;
        var length = value?.Length ?? 0;
        if (reason.Length > LongestReason) reason = $"{reason[..LongestReason]}... ({reason.Length} characters)";
        if (key is { Length: > MostBytes / 10 }) key = key[..(MostBytes / 10)];
        for (var most = MostBytes; ; most /= 4)
        {
            try
            {
                await Send(topic, partition, offset, key, value is { } all && all.Length > most ? all[..most] : value, length, reason);
                _sent[(topic, partition, offset)] = true;
                return;
            }
            catch (KafkaException exception) when (exception.Error.Code == ErrorCode.MsgSizeTooLarge && most > 0)
            {
                if (key is not null) key = key[..Math.Min(key.Length, most / 10)];
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

    Task Send(string topic, int partition, long offset, byte[]? key, byte[]? value, int length, string reason)
    {
        var headers = new Headers
        {
            { Reason, Encoding.UTF8.GetBytes(reason) },
            { SourceTopic, Encoding.UTF8.GetBytes(topic) },
            { SourcePartition, Number(partition) },
            { SourceOffset, Number(offset) },
        };
        if (value is not null && value.Length < length) headers.Add(CutFrom, Number(length));
        return _producer.ProduceAsync(topic + Broker.DeadLetterSuffix, new() { Key = key!, Value = value!, Headers = headers });
    }

    /// <inheritdoc/>
    public void Dispose() => _producer.Dispose();

    static byte[] Number(long number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
