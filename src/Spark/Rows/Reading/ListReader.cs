using System.Collections;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads arrays.</summary>
abstract class ListReader<TElement, T>(ColumnReader<TElement> elements) : ColumnReader<T>
{
    ReadOnlyMemory<byte> _offsets;
    bool _long;
    int _width;

    protected override void OnBind(IArrowArray column)
    {
        (_offsets, _long, _width) = (default, column is LargeListArray, 0);
        if (column is FixedSizeListArray same)
        {
            _width = ((Apache.Arrow.Types.FixedSizeListType)same.Data.DataType).ListSize;
            elements.Bind(same.Values);
            return;
        }
        _offsets = column.Data.Buffers[1].Memory;
        elements.Bind(column is LargeListArray large ? large.Values : ((ListArray)column).Values);
    }

    internal override T Value(int row)
    {
        var (start, count) = Range(row + Offset);
        return Read(elements, start, count);
    }

    protected abstract T Read(ColumnReader<TElement> elements, int start, int count);

    (int Start, int Count) Range(int row)
    {
        if (_width > 0) return (row * _width, _width);
        if (_long)
        {
            var wide = MemoryMarshal.Cast<byte, long>(_offsets.Span);
            return ((int)wide[row], (int)(wide[row + 1] - wide[row]));
        }
        var offsets = MemoryMarshal.Cast<byte, int>(_offsets.Span);
        return (offsets[row], offsets[row + 1] - offsets[row]);
    }
}

/// <summary>Reads arrays as T[].</summary>
sealed class ArrayReader<T>(ColumnReader<T> elements) : ListReader<T, T[]>(elements)
{
    protected override T[] Read(ColumnReader<T> elements, int start, int count)
    {
        if (count == 0) return [];
        var values = new T[count];
        elements.Read(start, values);
        return values;
    }
}

/// <summary>Reads arrays as List&lt;T&gt;.</summary>
sealed class ListOfReader<T>(ColumnReader<T> elements) : ListReader<T, List<T>>(elements)
{
    protected override List<T> Read(ColumnReader<T> elements, int start, int count)
    {
        var values = new List<T>(count);
        CollectionsMarshal.SetCount(values, count);
        elements.Read(start, CollectionsMarshal.AsSpan(values));
        return values;
    }
}

/// <summary>Reads arrays as ArrayList.</summary>
sealed class ArrayListReader(ColumnReader<object?> elements) : ListReader<object?, ArrayList>(elements)
{
    protected override ArrayList Read(ColumnReader<object?> elements, int start, int count)
    {
        var values = new ArrayList(count);
        for (var i = start; i < start + count; i++) values.Add(elements.Read(i));
        return values;
    }
}
