using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DistributedML.Numerics;

namespace DistributedML.Learning;

/// <summary>Arrays of numbers in the bytes of a state, little-endian; most stand behind their length.</summary>
static class StateArrays
{
    public static void WriteArray<T>(this BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged => writer.WriteRecords<T, T>(values);

    public static void WriteArray<T>(this BinaryWriter writer, T[] values) where T : unmanaged => writer.WriteArray<T>(values.AsSpan());

    /// <exception cref="InvalidDataException">The length is negative.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the array does.</exception>
    public static T[] ReadArray<T>(this BinaryReader reader) where T : unmanaged => reader.ReadRecords<T, T>();

    /// <summary>Writes the count, then the fields of each record in turn.</summary>
    /// <typeparam name="TRecord">A struct of nothing but fields of one type.</typeparam>
    /// <typeparam name="TField">The type of the fields, which is primitive.</typeparam>
    public static void WriteRecords<TRecord, TField>(this BinaryWriter writer, ReadOnlySpan<TRecord> records)
        where TRecord : unmanaged where TField : unmanaged
    {
        writer.Write(records.Length);
        writer.WriteValues(MemoryMarshal.Cast<TRecord, TField>(records));
    }

    /// <summary>Reads what <see cref="WriteRecords"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The count is negative.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the records do.</exception>
    public static TRecord[] ReadRecords<TRecord, TField>(this BinaryReader reader) where TRecord : unmanaged where TField : unmanaged
    {
        var length = reader.ReadInt32();
        RequireLeft<TRecord>(reader, length);
        var records = new TRecord[length];
        reader.ReadValues(MemoryMarshal.Cast<TRecord, TField>(records.AsSpan()));
        return records;
    }

    /// <summary>Refuses a length that is more than what is left, before anything of that length is allocated.</summary>
    /// <exception cref="InvalidDataException">The length is negative, or no array has it.</exception>
    /// <exception cref="EndOfStreamException">The stream has fewer.</exception>
    public static void RequireLeft<T>(this BinaryReader reader, int length) where T : unmanaged
    {
        if (length < 0 || length > Array.MaxLength / Unsafe.SizeOf<T>()) throw new InvalidDataException($"a state's array has length {length}");
        if (reader.BaseStream is { CanSeek: true } stream
            && stream.Length - stream.Position < (long)length * Unsafe.SizeOf<T>()) throw new EndOfStreamException();
    }

    /// <summary>Writes the numbers without their count.</summary>
    public static void WriteValues<T>(this BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged => LittleEndian.Write(writer, values);

    /// <inheritdoc cref="WriteValues{T}(BinaryWriter, ReadOnlySpan{T})"/>
    public static void WriteValues<T>(this BinaryWriter writer, T[] values) where T : unmanaged => writer.WriteValues<T>(values.AsSpan());

    /// <summary>Fills a span with numbers that stand without their count.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before the span is full.</exception>
    public static void ReadValues<T>(this BinaryReader reader, Span<T> values) where T : unmanaged => LittleEndian.Read(reader, values);

    /// <summary>Reads <paramref name="count"/> numbers that stand without their count.</summary>
    /// <exception cref="InvalidDataException">The count is negative.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the array does.</exception>
    public static T[] ReadValues<T>(this BinaryReader reader, int count) where T : unmanaged
    {
        RequireLeft<T>(reader, count);
        var values = new T[count];
        reader.ReadValues(values.AsSpan());
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
