using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads a column of fixed width.</summary>
sealed class FixedReader<TRaw, T, TConversion> : ColumnReader<T> where TRaw : unmanaged where TConversion : struct, IConversion<TRaw, T>
{
    ReadOnlyMemory<byte> _values;

    protected override void OnBind(IArrowArray column) => _values = column.Data.Buffers[1].Memory[(Offset * Unsafe.SizeOf<TRaw>())..];

    internal override T Value(int row)
    {
        var raw = MemoryMarshal.Cast<byte, TRaw>(_values.Span)[row];
        try
        {
            return TConversion.Read(raw);
        }
        catch (OverflowException error)
        {
            throw Wrong(row, FixedColumns.IsNumber(typeof(T)) ? $"{raw} does not fit into {typeof(T).Name}" : error.Message);
        }
    }

    public override void Read(int start, Span<T> values)
    {
        if (HasNulls || typeof(TConversion) != typeof(Same<TRaw>)) base.Read(start, values);
        else MemoryMarshal.Cast<byte, TRaw>(_values.Span).Slice(start, values.Length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<T, TRaw>(ref MemoryMarshal.GetReference(values)), values.Length));
    }
}
