using System.Collections;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads maps.</summary>
abstract class MapReader<TKey, TValue, T>(ColumnReader<TKey> keys, ColumnReader<TValue> values) : ColumnReader<T>
{
    ReadOnlyMemory<byte> _offsets;

    protected override void OnBind(IArrowArray column)
    {
        var map = (MapArray)column;
        _offsets = map.Data.Buffers[1].Memory;
        keys.Bind(map.Keys);
        values.Bind(map.Values);
    }

    internal override T Value(int row)
    {
        var offsets = MemoryMarshal.Cast<byte, int>(_offsets.Span);
        var (start, end) = (offsets[row + Offset], offsets[row + Offset + 1]);
        var map = Make(end - start);
        for (var i = start; i < end; i++) Set(map, keys.Read(i), values.Read(i));
        return map;
    }

    protected abstract T Make(int capacity);

    protected abstract void Set(T map, TKey key, TValue value);
}

/// <summary>Reads maps as Dictionary&lt;TKey, TValue&gt;.</summary>
sealed class DictionaryReader<TKey, TValue>(ColumnReader<TKey> keys, ColumnReader<TValue> values) : MapReader<TKey, TValue, Dictionary<TKey, TValue>>(keys, values)
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> Make(int capacity) => new(capacity);

    protected override void Set(Dictionary<TKey, TValue> map, TKey key, TValue value) => map[key] = value;
}

/// <summary>Reads maps as Hashtable.</summary>
sealed class HashtableReader(ColumnReader<object?> keys, ColumnReader<object?> values) : MapReader<object?, object?, Hashtable>(keys, values)
{
    protected override Hashtable Make(int capacity) => new(capacity);

    protected override void Set(Hashtable map, object? key, object? value) => map[key!] = value;
}
