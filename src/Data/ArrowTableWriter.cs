using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Data;

/// <summary>Makes Arrow batches of rows.</summary>
/// <param name="schema">The columns: string, int64, int32, double, bool, timestamp in microseconds or date32.</param>
public sealed class ArrowTableWriter(Schema schema) : TableWriter
{
    readonly Column[] _columns = [.. schema.FieldsList.Select(field => new Column(field.DataType))];

    /// <summary>How many rows wait for <see cref="TakeBatch"/>.</summary>
    public int Rows { get; private set; }

    /// <inheritdoc/>
    public override void SetText(int column, ReadOnlySpan<byte> text)
    {
        _columns[column].Bytes.Append(text);
        _columns[column].IsSet = true;
    }

    /// <inheritdoc/>
    public override void SetInteger(int column, long value) => Set(column, value);

    /// <inheritdoc/>
    public override void SetShortInteger(int column, int value) => Set(column, value);

    /// <inheritdoc/>
    public override void SetDouble(int column, double value) => Set(column, value);

    /// <inheritdoc/>
    public override void SetBoolean(int column, bool value)
    {
        _columns[column].Bits.Append(value);
        _columns[column].IsSet = true;
    }

    /// <inheritdoc/>
    public override void EndRow()
    {
        foreach (var column in _columns) column.EndRow();
        Rows++;
    }

    /// <summary>The rows taken since the last call, at least one, as a batch.</summary>
    public RecordBatch TakeBatch()
    {
        var batch = new RecordBatch(schema, [.. _columns.Select(column => column.Take(Rows))], Rows);
        Rows = 0;
        return batch;
    }

    void Set<T>(int column, T value) where T : unmanaged
    {
        _columns[column].Bytes.Append(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
        _columns[column].IsSet = true;
    }

    /// <summary>One column's values so far.</summary>
    sealed class Column(IArrowType type)
    {
        ArrowBuffer.BitmapBuilder _valid = new();
        ArrowBuffer.Builder<int> _ends = new();
        int _nulls;

        internal ArrowBuffer.Builder<byte> Bytes { get; private set; } = new();

        internal ArrowBuffer.BitmapBuilder Bits { get; private set; } = new();

        internal bool IsSet { get; set; }

        internal void EndRow()
        {
            _valid.Append(IsSet);
            if (!IsSet)
            {
                _nulls++;
                if (type is BooleanType) Bits.Append(false);
                else if (type is FixedWidthType width) Bytes.Append(stackalloc byte[width.BitWidth / 8]);
            }
            if (type is StringType) _ends.Append(Bytes.Length);
            IsSet = false;
        }

        internal IArrowArray Take(int rows)
        {
            var valid = _nulls == 0 ? ArrowBuffer.Empty : _valid.Build();
            ArrowBuffer[] buffers = type switch
            {
                StringType => [valid, Offsets(), Bytes.Build()],
                BooleanType => [valid, Bits.Build()],
                _ => [valid, Bytes.Build()],
            };
            var array = ArrowArrayFactory.BuildArray(new ArrayData(type, rows, _nulls, 0, buffers));
            (_valid, _ends, Bytes, Bits, _nulls) = (new(), new(), new(), new(), 0);
            return array;
        }

        ArrowBuffer Offsets()
        {
            var offsets = new ArrowBuffer.Builder<int>(_ends.Length + 1).Append(0);
            return offsets.Append(_ends.Span).Build();
        }
    }
}
