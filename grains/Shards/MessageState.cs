using DistributedML.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>A message as part of a shard's state.</summary>
static class MessageState
{
    internal static void Write(BinaryWriter writer, StoredMessage message)
    {
        writer.Write(message.Offset);
        Write(writer, message.Key);
        Write(writer, message.Value);
        writer.Write(message.Headers.Count);
        foreach (var (name, value) in message.Headers)
        {
            writer.Write(name);
            Write(writer, value);
        }
    }

    internal static StoredMessage Read(BinaryReader reader)
    {
        var message = new StoredMessage(reader.ReadInt64(), ReadBytes(reader), ReadBytes(reader));
        var headers = new KeyValuePair<string, byte[]?>[reader.ReadInt32()];
        for (var i = 0; i < headers.Length; i++) headers[i] = new(reader.ReadString(), ReadBytes(reader));
        return message with { Headers = headers };
    }

    static void Write(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        writer.Write(bytes ?? []);
    }

    static byte[]? ReadBytes(BinaryReader reader) => reader.ReadInt32() is >= 0 and var length ? reader.ReadBytes(length) : null;
}
