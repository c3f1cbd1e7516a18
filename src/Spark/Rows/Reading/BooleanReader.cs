using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads a column of booleans, a bit each.</summary>
sealed class BooleanReader : ColumnReader<bool>
{
    ReadOnlyMemory<byte> _bits;

    protected override void OnBind(IArrowArray column) => _bits = column.Data.Buffers[1].Memory;

    internal override bool Value(int row) => BitUtility.GetBit(_bits.Span, row + Offset);
}
