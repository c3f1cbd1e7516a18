using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Writes values that are bytes: texts and binaries.</summary>
abstract class BytesWriter<T>(IArrowType type) : ValueWriter<T>(type)
{
    readonly GrowingBuffer _ends = new();

    public override long Bytes => _ends.Count + Content.Count;

    protected GrowingBuffer Content { get; } = new();

    protected override void Add(T value)
    {
        // Arrow has the beginning of the first value too.
        if (_ends.Count == 0) _ends.Append(0);
        try
        {
            AddBytes(value);
        }
        catch (OverflowException error)
        {
            throw Wrong("the column's texts or bytes take more than 2 GiB in one batch", error);
        }
        _ends.Append(Content.Count);
    }

    protected override void AddDefault()
    {
        if (_ends.Count == 0) _ends.Append(0);
        _ends.Append(Content.Count);
    }

    protected abstract void AddBytes(T value);

    protected override void Clear()
    {
        _ends.Clear();
        Content.Clear();
    }

    protected override ArrayData Take(int length, int nulls, ArrowBuffer validity)
    {
        if (_ends.Count == 0) _ends.Append(0);
        return new(Type, length, nulls, 0, [validity, _ends.Take(), Content.Take()]);
    }
}

/// <summary>Writes bytes.</summary>
sealed class BinaryWriter() : BytesWriter<byte[]>(BinaryType.Default)
{
    protected override void AddBytes(byte[] value) => Content.Append(value);
}

/// <summary>Writes texts, and what is written as its text: chars, GUIDs, names of an enum.</summary>
sealed class TextWriter<T>() : BytesWriter<T>(StringType.Default)
{
    protected override void AddBytes(T value)
    {
        var text = value as string ?? value!.ToString()!;
        Content.Advance(Encoding.UTF8.GetBytes(text, Content.Room(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }
}
