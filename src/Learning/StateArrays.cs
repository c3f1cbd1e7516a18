using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistributedML.Learning;

/// <summary>Arrays of numbers in the bytes of a state: the length, then the values, little-endian.</summary>
static class StateArrays
{
    public static void WriteArray<T>(this BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    public static void WriteArray<T>(this BinaryWriter writer, T[] values) where T : unmanaged => writer.WriteArray<T>(values.AsSpan());

    /// <exception cref="InvalidDataException">The length is negative.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the array does.</exception>
    public static T[] ReadArray<T>(this BinaryReader reader) where T : unmanaged
    {
        var length = reader.ReadInt32();
        if (length < 0 || length > Array.MaxLength / Unsafe.SizeOf<T>())
            throw new InvalidDataException($"a state's array has length {length}");
        if (reader.BaseStream is { CanSeek: true } stream && stream.Length - stream.Position < (long)length * Unsafe.SizeOf<T>())
            throw new EndOfStreamException();
        var values = new T[length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public static void WriteTexts(this BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts) writer.Write(text);
    }

    /// <exception cref="InvalidDataException">The count is negative.</exception>
    public static string[] ReadTexts(this BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count < 0) throw new InvalidDataException($"a state's list of texts has length {count}");
        var texts = new List<string>();
        for (; count > 0; count--) texts.Add(reader.ReadString());
        return [.. texts];
    }
}
