using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace DistributedML.Streams.Native;

/// <summary>
/// The functions of librdkafka (from the package Confluent.Kafka) that are called for each event, without its objects for each event, and those of
/// its mock cluster, which the package does not show. Names are those of rdkafka.h, which describes them.
/// </summary>
static unsafe class LibRdKafka
{
    internal const int ErrorLength = 512;
    internal const int Producer = 0;
    internal const int Consumer = 1;
    internal const int CopyPayload = 2;

    // The builds in the package, by what they need of the system; Confluent.Kafka tries them in the same way.
    static readonly string[] Builds = ["librdkafka", "centos8-librdkafka", "alpine-librdkafka"];

    static LibRdKafka() => NativeLibrary.SetDllImportResolver(typeof(LibRdKafka).Assembly, static (name, _, path) =>
    {
        if (name != "librdkafka") return 0;
        foreach (var build in Builds)
        {
            if (NativeLibrary.TryLoad(build, typeof(Library).Assembly, path, out var library)) return library;
        }
        return 0;
    });

    /// <summary>Makes a client.</summary>
    /// <param name="type"><see cref="Producer"/> or <see cref="Consumer"/>.</param>
    /// <param name="settings">Settings by librdkafka's names; those of the package itself, "dotnet...", are left out.</param>
    /// <param name="prepare">Sets callbacks on the configuration.</param>
    /// <exception cref="BrokerException">librdkafka refuses a setting or cannot start the client.</exception>
    internal static nint Create(int type, IEnumerable<KeyValuePair<string, string>> settings, Action<nint>? prepare = null)
    {
        var error = stackalloc byte[ErrorLength];
        var configuration = rd_kafka_conf_new();
        rd_kafka_conf_set_log_cb(configuration, 0);   // errors come as results; nothing is written to the console
        foreach (var (name, value) in settings)
        {
            if (!name.StartsWith("dotnet.", StringComparison.Ordinal) && rd_kafka_conf_set(configuration, name, value, error, ErrorLength) != 0)
                throw new BrokerException($"Kafka setting {name}: {Marshal.PtrToStringUTF8((nint)error)}");
        }
        prepare?.Invoke(configuration);
        var client = rd_kafka_new(type, configuration, error, ErrorLength);
        return client != 0 ? client : throw new BrokerException($"a Kafka client cannot be started: {Marshal.PtrToStringUTF8((nint)error)}");
    }

    /// <summary>What an error means, for people.</summary>
    internal static string Text(int error) => Marshal.PtrToStringUTF8(rd_kafka_err2str(error)) ?? $"error {error}";

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_conf_new();

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_conf_set(nint configuration, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, byte* error, nuint errorLength);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_conf_set_log_cb(nint configuration, nint callback);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_conf_set_opaque(nint configuration, nint opaque);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_conf_set_error_cb(nint configuration, delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> callback);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_conf_set_dr_msg_cb(nint configuration, delegate* unmanaged[Cdecl]<nint, NativeMessage*, nint, void> callback);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_new(int type, nint configuration, byte* error, nuint errorLength);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_destroy(nint client);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_err2str(int error);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_last_error();

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_poll(nint client, int milliseconds);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_outq_len(nint client);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_flush(nint client, int milliseconds);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_topic_new(nint client, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, nint configuration);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_topic_destroy(nint topic);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_produce(nint topic, int partition, int flags, byte* payload, nuint length, byte* key, nuint keyLength, nint opaque);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_poll_set_consumer(nint client);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_queue_get_consumer(nint client);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_queue_destroy(nint queue);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_consume_batch_queue(nint queue, int milliseconds, NativeMessage** messages, nuint count);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_message_destroy(NativeMessage* message);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_message_headers(NativeMessage* message, out nint headers);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_header_get_all(nint headers, nuint index, out nint name, out byte* value, out nuint length);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_topic_partition_list_new(int size);

    [DllImport("librdkafka")]
    internal static extern NativePartition* rd_kafka_topic_partition_list_add(nint list, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partition);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_topic_partition_list_destroy(nint list);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_assign(nint client, nint list);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_offsets_store(nint client, nint list);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_commit(nint client, nint list, int async);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_committed(nint client, nint list, int milliseconds);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_query_watermark_offsets(nint client, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partition, out long low, out long high, int milliseconds);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_get_watermark_offsets(nint client, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partition, out long low, out long high);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_consumer_close(nint client);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_mock_cluster_new(nint client, int brokers);

    [DllImport("librdkafka")]
    internal static extern void rd_kafka_mock_cluster_destroy(nint cluster);

    [DllImport("librdkafka")]
    internal static extern nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [DllImport("librdkafka")]
    internal static extern int rd_kafka_mock_topic_create(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicas);
}

/// <summary>rd_kafka_message_t.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct NativeMessage
{
    internal int Error;
    internal nint Topic;
    internal int Partition;
    internal byte* Payload;
    internal nuint Length;
    internal byte* Key;
    internal nuint KeyLength;
    internal long Offset;
    internal nint Opaque;

    /// <summary>What it holds, for longer than the read that brought it.</summary>
    internal readonly StoredMessage Copy() => new(Offset, Bytes(Key, KeyLength), Bytes(Payload, Length)) { Headers = Headers() };

    readonly List<KeyValuePair<string, byte[]?>> Headers()
    {
        var all = new List<KeyValuePair<string, byte[]?>>();
        fixed (NativeMessage* self = &this)
        {
            if (LibRdKafka.rd_kafka_message_headers(self, out var headers) != 0) return all;
            while (LibRdKafka.rd_kafka_header_get_all(headers, (nuint)all.Count, out var name, out var value, out var length) == 0)
                all.Add(new(Marshal.PtrToStringUTF8(name)!, Bytes(value, length)));
        }
        return all;
    }

    static byte[]? Bytes(byte* from, nuint length) => from == null ? null : new ReadOnlySpan<byte>(from, (int)length).ToArray();
}

/// <summary>rd_kafka_topic_partition_t.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct NativePartition
{
    internal nint Topic;
    internal int Partition;
    internal long Offset;
    internal byte* Metadata;
    internal nuint MetadataLength;
    internal nint Opaque;
    internal int Error;
    internal nint Private;
}
