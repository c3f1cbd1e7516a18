using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using static DistributedML.Streams.Native.LibRdKafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace DistributedML.Streams.Native;

/// <summary>Sends messages to named partitions and tells how each came out, without an object for each. Used by one thread.</summary>
sealed unsafe class EventProducer : IDisposable
{
    readonly Action<int, ErrorCode, long> _delivered;
    readonly Dictionary<string, nint> _topics = [];
    readonly GCHandle _self;
    readonly nint _client;

    /// <summary>A producer; connects when it is first used.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="delivered">Told within <see cref="Poll"/> and <see cref="Flush"/>: the message's tag, what was wrong, the offset.</param>
    /// <exception cref="BrokerException">The client cannot be started.</exception>
    internal EventProducer(ProducerConfig settings, Action<int, ErrorCode, long> delivered)
    {
        _delivered = delivered;
        _self = GCHandle.Alloc(this);
        _client = Create(Producer, settings, configuration =>
        {
            rd_kafka_conf_set_opaque(configuration, GCHandle.ToIntPtr(_self));
            rd_kafka_conf_set_dr_msg_cb(configuration, &OnDelivered);
        });
    }

    /// <summary>Hands a message over, which is copied.</summary>
    /// <param name="partition">Where to.</param>
    /// <param name="key">The key's bytes.</param>
    /// <param name="value">The event's bytes; not empty.</param>
    /// <param name="tag">Comes back with the delivery.</param>
    /// <returns>What is wrong; <see cref="ErrorCode.Local_QueueFull"/> asks to try again a little later.</returns>
    internal ErrorCode Send(TopicPartition partition, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, int tag)
    {
        if (!_topics.TryGetValue(partition.Topic, out var topic)) _topics[partition.Topic] = topic = rd_kafka_topic_new(_client, partition.Topic, 0);
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            return rd_kafka_produce(topic, partition.Partition.Value, CopyPayload, valueBytes, (nuint)value.Length, keyBytes, (nuint)key.Length, tag) == 0
                ? ErrorCode.NoError : (ErrorCode)rd_kafka_last_error();
        }
    }

    /// <summary>Tells about deliveries that are known, after waiting for one for at most so long.</summary>
    internal void Poll(int milliseconds) => _ = rd_kafka_poll(_client, milliseconds);

    /// <summary>Sends what lingers, and tells about deliveries, for at most so long.</summary>
    internal void Flush(int milliseconds) => _ = rd_kafka_flush(_client, milliseconds);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var topic in _topics.Values) rd_kafka_topic_destroy(topic);
        rd_kafka_destroy(_client);
        _self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnDelivered(nint client, NativeMessage* message, nint opaque) =>
        ((EventProducer)GCHandle.FromIntPtr(opaque).Target!)._delivered((int)message->Opaque, (ErrorCode)message->Error, message->Offset);
}
