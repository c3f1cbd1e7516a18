using System.Text;
using Confluent.Kafka;
using static DistributedML.Streams.Native.LibRdKafka;

namespace DistributedML.Streams.Native;

/// <summary>A number and a text that a consumer group keeps, where it keeps the offset of a partition. Used by one thread.</summary>
sealed unsafe class GroupNote : IDisposable
{
    readonly nint _client;
    readonly string _topic;

    /// <summary>A note of a group at partition 0 of a topic.</summary>
    /// <exception cref="BrokerException">The client cannot be started.</exception>
    internal GroupNote(KafkaConnection connection, string group, string topic)
    {
        _topic = topic;
        _client = Create(Consumer, new ConsumerConfig(connection.ClientSettings()) { GroupId = group, EnableAutoCommit = false });
    }

    /// <summary>What is noted; a negative number and no text when nothing is.</summary>
    /// <exception cref="BrokerException">The broker does not say.</exception>
    internal (long Number, string Text) Read()
    {
        var list = rd_kafka_topic_partition_list_new(1);
        try
        {
            var note = rd_kafka_topic_partition_list_add(list, _topic, 0);
            Check(rd_kafka_committed(_client, list, (int)Broker.Patience.TotalMilliseconds));
            Check(note->Error);
            return (note->Offset, note->Metadata == null ? "" : Encoding.UTF8.GetString(note->Metadata, (int)note->MetadataLength));
        }
        finally
        {
            rd_kafka_topic_partition_list_destroy(list);
        }
    }

    /// <summary>Replaces the note.</summary>
    /// <param name="number">At least 0.</param>
    /// <param name="text">At most some kilobytes.</param>
    /// <exception cref="BrokerException">The broker does not take it.</exception>
    internal void Write(long number, string text)
    {
        _ = rd_kafka_poll(_client, 0);   // what the client has to say of its broker is said by the calls, too
        var list = rd_kafka_topic_partition_list_new(1);
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + '\0'))
        {
            var note = rd_kafka_topic_partition_list_add(list, _topic, 0);
            note->Offset = number;
            note->Metadata = bytes;
            note->MetadataLength = (nuint)Encoding.UTF8.GetByteCount(text);
            var error = rd_kafka_commit(_client, list, 0);
            note->Metadata = null;   // the bytes are ours, not the list's to free
            note->MetadataLength = 0;
            rd_kafka_topic_partition_list_destroy(list);
            Check(error);
        }
    }

    /// <summary>Closes the client.</summary>
    public void Dispose() => rd_kafka_destroy(_client);

    static void Check(int error)
    {
        if (error != 0) throw new BrokerException(LibRdKafka.Text(error));
    }
}
