using System.Collections;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Writes maps of any kind of dictionary.</summary>
sealed class MapWriter<TKey, TValue, T>(MapType type, ColumnWriter<TKey> keys, ColumnWriter<TValue> values) : ValueWriter<T>(type)
    where T : IEnumerable<KeyValuePair<TKey, TValue>>
{
    readonly GrowingBuffer _ends = new();

    public override long Bytes => _ends.Count + keys.Bytes + values.Bytes;

    public override void AppendObject(object? value)
    {
        if (value is T || value is not IDictionary map)
        {
            base.AppendObject(value);
            return;
        }
        if (_ends.Count == 0) _ends.Append(0);
        foreach (DictionaryEntry entry in map)
        {
            keys.AppendObject(entry.Key);
            values.AppendObject(entry.Value);
        }
        _ends.Append(keys.Length);
        Added();
    }

    protected override void Add(T value)
    {
        if (_ends.Count == 0) _ends.Append(0);
        foreach (var (key, item) in value)
        {
            keys.Append(key);
            values.Append(item);
        }
        _ends.Append(keys.Length);
    }

    protected override void AddDefault()
    {
        if (_ends.Count == 0) _ends.Append(0);
        _ends.Append(keys.Length);
    }

    protected override void Clear()
    {
        _ends.Clear();
        keys.Reset();
        values.Reset();
    }

    protected override ArrayData Take(int length, int nulls, ArrowBuffer validity)
    {
        if (_ends.Count == 0) _ends.Append(0);
        var count = keys.Length;
        var entries = new ArrayData(type.KeyValueType, count, 0, 0, [ArrowBuffer.Empty], [keys.Take(), values.Take()]);
        return new(type, length, nulls, 0, [validity, _ends.Take()], [entries]);
    }
}
