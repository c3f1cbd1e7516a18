using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads maps as dictionaries.</summary>
sealed class MapReader<TKey, TValue>(ColumnReader<TKey> keys, ColumnReader<TValue> values) : ColumnReader<Dictionary<TKey, TValue>> where TKey : notnull
{
    ReadOnlyMemory<byte> _offsets;

    protected override void OnBind(IArrowArray column)
    {
        var map = (MapArray)column;
        _offsets = map.Data.Buffers[1].Memory;
        keys.Bind(map.Keys);
        values.Bind(map.Values);
    }

    internal override Dictionary<TKey, TValue> Value(int row)
    {
        var offsets = MemoryMarshal.Cast<byte, int>(_offsets.Span);
        var (start, end) = (offsets[row + Offset], offsets[row + Offset + 1]);
        var map = new Dictionary<TKey, TValue>(end - start);
        for (var i = start; i < end; i++) map[keys.Read(i)] = values.Read(i);
        return map;
    }
}
