using System.Buffers.Binary;
using System.Text;

namespace DistributedML.Spark.Worker;

/// <summary>The numbers and texts of the protocol between an executor and the worker: big-endian, a text as its length in bytes and UTF-8.</summary>
static class BigEndian
{
    const int MaxTextBytes = 1 << 30;

    public static byte ReadOne(this Stream stream)
    {
        var value = stream.ReadByte();
        return value >= 0 ? (byte)value : throw new EndOfStreamException("Spark closed the connection");
    }

    public static bool ReadFlag(this Stream stream) => stream.ReadOne() != 0;

    public static int ReadInt32(this Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    public static long ReadInt64(this Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    public static byte[] ReadBytes(this Stream stream)
    {
        var bytes = new byte[stream.ReadCount(MaxTextBytes)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string ReadText(this Stream stream) => Encoding.UTF8.GetString(stream.ReadBytes());

    /// <summary>Reads how many things follow.</summary>
    /// <exception cref="InvalidDataException">The number is negative or above <paramref name="limit"/>: the two sides are out of step.</exception>
    public static int ReadCount(this Stream stream, int limit = 1 << 20)
    {
        var count = stream.ReadInt32();
        return count >= 0 && count <= limit ? count : throw new InvalidDataException($"Spark announced {count} items where 0 to {limit} can be");
    }

    public static void WriteInt32(this Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }

    public static void WriteInt64(this Stream stream, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        stream.Write(bytes);
    }

    public static void WriteBytes(this Stream stream, ReadOnlySpan<byte> bytes)
    {
        stream.WriteInt32(bytes.Length);
        stream.Write(bytes);
    }

    public static void WriteText(this Stream stream, string text) => stream.WriteBytes(Encoding.UTF8.GetBytes(text));
}
