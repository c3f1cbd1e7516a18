using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads the values of an Arrow column; bound to batch after batch of it.</summary>
abstract class ColumnReader
{
    ReadOnlyMemory<byte> _validity;
    bool _hasNulls;
    bool _allNull;

    /// <summary>The column's name and, for values inside one, the way to them.</summary>
    public string Path { get; internal set; } = "value";

    public ReadContext Context { get; internal set; } = new();

    /// <summary>Where the column begins in its buffers: not 0 for a slice of a batch.</summary>
    protected int Offset { get; private set; }

    /// <summary>How many rows the bound column has.</summary>
    public int Length { get; private set; }

    /// <summary>The type of what Read returns.</summary>
    public abstract Type ValueType { get; }

    protected bool HasNulls => _hasNulls;

    /// <summary>Goes on with this column, which must have the type that the reader was made for.</summary>
    public void Bind(IArrowArray column)
    {
        Offset = column.Data.Offset;
        Length = column.Length;
        _allNull = column is NullArray;
        _validity = _allNull || column.Data.Buffers.Length == 0 ? default : column.Data.Buffers[0].Memory;
        _hasNulls = _allNull || (!_validity.IsEmpty && column.NullCount != 0);
        OnBind(column);
    }

    public bool IsNull(int row) => _hasNulls && (_allNull || !BitUtility.GetBit(_validity.Span, row + Offset));

    /// <summary>The value, boxed; null for null.</summary>
    public object? ReadObject(int row) => IsNull(row) ? null : ObjectValue(row);

    /// <summary>The value, boxed, of a row that is not null.</summary>
    internal abstract object? ObjectValue(int row);

    protected abstract void OnBind(IArrowArray column);
}
