using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Finds the bytes of a value in a column of texts or bytes, in any of Arrow's layouts.</summary>
abstract class BytesReader<T> : ColumnReader<T>
{
    ReadOnlyMemory<byte> _offsets;
    ReadOnlyMemory<byte> _bytes;
    IArrowArray? _other;

    protected override void OnBind(IArrowArray column)
    {
        _other = column is BinaryArray ? null : column;
        if (_other is not null) return;
        _offsets = column.Data.Buffers[1].Memory;
        _bytes = column.Data.Buffers[2].Memory;
    }

    protected ReadOnlySpan<byte> Bytes(int row)
    {
        if (_other is not null) return Other(row);
        var offsets = MemoryMarshal.Cast<byte, int>(_offsets.Span);
        var start = offsets[row + Offset];
        return _bytes.Span[start..offsets[row + Offset + 1]];
    }

    ReadOnlySpan<byte> Other(int row) => _other switch
    {
        LargeBinaryArray large => large.GetBytes(row),
        BinaryViewArray view => view.GetBytes(row),
        Apache.Arrow.Arrays.FixedSizeBinaryArray width => width.GetBytes(row),
        _ => throw new NotSupportedException($"Column '{Path}' keeps its bytes as {_other!.Data.DataType.Name}"),
    };
}
