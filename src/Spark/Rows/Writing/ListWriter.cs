using System.Collections;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Writes arrays of any kind of sequence.</summary>
sealed class ListWriter<TElement, T>(ListType type, ColumnWriter<TElement> elements) : ValueWriter<T>(type) where T : IEnumerable<TElement>
{
    readonly GrowingBuffer _ends = new();

    public override long Bytes => _ends.Count + elements.Bytes;

    // A boxed sequence of another type is converted element by element, not copied first.
    public override void AppendObject(object? value)
    {
        if (value is T or null or string or byte[] or IDictionary || value is not IEnumerable sequence)
        {
            base.AppendObject(value);
            return;
        }
        if (_ends.Count == 0) _ends.Append(0);
        foreach (var element in sequence) elements.AppendObject(element);
        _ends.Append(elements.Length);
        Added();
    }

    protected override void Add(T value)
    {
        if (_ends.Count == 0) _ends.Append(0);
        if (value is TElement[] array)
        {
            foreach (var element in array) elements.Append(element);
        }
        else if (value is List<TElement> list)
        {
            foreach (var element in CollectionsMarshal.AsSpan(list)) elements.Append(element);
        }
        else
        {
            foreach (var element in value) elements.Append(element);
        }
        _ends.Append(elements.Length);
    }

    protected override void AddDefault()
    {
        if (_ends.Count == 0) _ends.Append(0);
        _ends.Append(elements.Length);
    }

    protected override void Clear()
    {
        _ends.Clear();
        elements.Reset();
    }

    protected override ArrayData Take(int length, int nulls, ArrowBuffer validity)
    {
        if (_ends.Count == 0) _ends.Append(0);
        return new(Type, length, nulls, 0, [validity, _ends.Take()], [elements.Take()]);
    }
}
