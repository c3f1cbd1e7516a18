using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using static DistributedML.Streams.Native.LibRdKafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace DistributedML.Streams.Native;

/// <summary>Reads one partition many messages at a time, where librdkafka has put them. Used by one thread.</summary>
sealed unsafe class PartitionReader : IDisposable
{
    readonly string _topic;
    readonly int _partition;
    readonly NativeMessage*[] _messages;
    readonly GCHandle _self;
    readonly nint _client, _queue;
    int _count;

    /// <summary>A reader that is not assigned yet.</summary>
    /// <param name="settings">The consumer's settings.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="most">Most messages of one read.</param>
    /// <exception cref="BrokerException">The client cannot be started.</exception>
    internal PartitionReader(ConsumerConfig settings, TopicPartition partition, int most)
    {
        (_topic, _partition, _messages) = (partition.Topic, partition.Partition.Value, new NativeMessage*[most]);
        _self = GCHandle.Alloc(this);
        _client = Create(Consumer, settings, configuration =>
        {
            rd_kafka_conf_set_opaque(configuration, GCHandle.ToIntPtr(_self));
            rd_kafka_conf_set_error_cb(configuration, &OnError);
        });
        _ = rd_kafka_poll_set_consumer(_client);
        _queue = rd_kafka_queue_get_consumer(_client);
    }

    /// <summary>The newest error of the client itself, as when no broker answers; none after it was taken.</summary>
    internal ErrorCode TakeClientError() => (ErrorCode)Interlocked.Exchange(ref _clientError, 0);
    int _clientError;

    /// <summary>Begins to read at an offset.</summary>
    internal void Assign(long offset) => Check(WithList(offset, &rd_kafka_assign));

    /// <summary>Tells the group how far the reader's owner has come; committed soon.</summary>
    internal void Store(long offset) => _ = WithList(offset, &rd_kafka_offsets_store);

    /// <summary>Waits for messages; those of the read before are gone.</summary>
    /// <param name="milliseconds">How long to wait for the first.</param>
    /// <param name="gatherMilliseconds">How long, once there is one, to wait for a full read.</param>
    /// <returns>How many there are.</returns>
    internal int Read(int milliseconds, int gatherMilliseconds)
    {
        Release();
        fixed (NativeMessage** messages = _messages)
        {
            _count = Consume(milliseconds, messages, 1);
            if (_count == 1 && messages[0]->Error == 0) _count += Consume(gatherMilliseconds, messages + 1, _messages.Length - 1);
        }
        return _count;
    }

    /// <summary>A message of the last read.</summary>
    internal ref readonly NativeMessage this[int index] => ref *_messages[index];

    /// <summary>Asks the broker for the partition's oldest offset and its end.</summary>
    internal ErrorCode Query(TimeSpan timeout, out long low, out long high) =>
        (ErrorCode)rd_kafka_query_watermark_offsets(_client, _topic, _partition, out low, out high, (int)timeout.TotalMilliseconds);

    /// <summary>The partition's end as of the last fetch; negative while unknown.</summary>
    internal long KnownEnd => rd_kafka_get_watermark_offsets(_client, _topic, _partition, out _, out var high) == 0 ? high : -1;

    /// <summary>Sends what is stored to the group and closes; may take long while the broker is away.</summary>
    public void Dispose()
    {
        Release();
        rd_kafka_queue_destroy(_queue);
        _ = rd_kafka_consumer_close(_client);
        rd_kafka_destroy(_client);
        _self.Free();
    }

    int Consume(int milliseconds, NativeMessage** messages, int count) => (int)Math.Max(0, rd_kafka_consume_batch_queue(_queue, milliseconds, messages, (nuint)count));

    void Release()
    {
        for (var i = 0; i < _count; i++) rd_kafka_message_destroy(_messages[i]);
        _count = 0;
    }

    int WithList(long offset, delegate*<nint, nint, int> action)
    {
        var list = rd_kafka_topic_partition_list_new(1);
        rd_kafka_topic_partition_list_add(list, _topic, _partition)->Offset = offset;
        var error = action(_client, list);
        rd_kafka_topic_partition_list_destroy(list);
        return error;
    }

    static void Check(int error)
    {
        if (error != 0) throw new BrokerException(Text(error));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnError(nint client, int error, nint reason, nint opaque) =>
        Volatile.Write(ref ((PartitionReader)GCHandle.FromIntPtr(opaque).Target!)._clientError, error);
}
