using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistributedML.Numerics;

/// <summary>Numbers as bytes whose order does not depend on the machine: the lowest byte of each number comes first.</summary>
public static class LittleEndian
{
    const int BlockBytes = 4096;

    /// <summary>Writes the numbers without their count.</summary>
    /// <typeparam name="T">A primitive type.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not primitive.</exception>
    public static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged =>
        Write(writer, values, reversed: !BitConverter.IsLittleEndian);

    /// <summary>Fills a span with numbers that <see cref="Write{T}(BinaryWriter, ReadOnlySpan{T})"/> wrote.</summary>
    /// <typeparam name="T">A primitive type.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not primitive.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the span is full.</exception>
    public static void Read<T>(BinaryReader reader, Span<T> values) where T : unmanaged =>
        Read(reader, values, reversed: !BitConverter.IsLittleEndian);

    internal static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values, bool reversed) where T : unmanaged
    {
        ThrowIfNotPrimitive<T>();
        var bytes = MemoryMarshal.AsBytes(values);
        if (!reversed)
        {
            writer.Write(bytes);
            return;
        }
        var block = new byte[Math.Min(BlockBytes, bytes.Length)];   // the caller's numbers stay as they are
        for (; bytes.Length > 0; bytes = bytes[Math.Min(block.Length, bytes.Length)..])
        {
            var part = block.AsSpan(0, Math.Min(block.Length, bytes.Length));
            bytes[..part.Length].CopyTo(part);
            Reverse<T>(part);
            writer.Write(part);
        }
    }

    internal static void Read<T>(BinaryReader reader, Span<T> values, bool reversed) where T : unmanaged
    {
        ThrowIfNotPrimitive<T>();
        var bytes = MemoryMarshal.AsBytes(values);
        reader.BaseStream.ReadExactly(bytes);
        if (reversed) Reverse<T>(bytes);
    }

    /// <summary>Reverses the bytes of each number.</summary>
    static void Reverse<T>(Span<byte> bytes)
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                var two = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                var four = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                var eight = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(eight, eight);
                break;
        }
    }

    // The bytes of a struct of several numbers would change places between the numbers.
    static void ThrowIfNotPrimitive<T>()
    {
        if (!typeof(T).IsPrimitive) throw new NotSupportedException($"{typeof(T)} is no primitive type; expected numbers of one size");
    }
}
