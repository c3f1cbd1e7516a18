using System.Data.SqlTypes;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Reads a column of decimals as numbers of another type.</summary>
sealed class ExactDecimalReader<T>(ColumnReader<decimal> decimals) : ColumnReader<T> where T : INumberBase<T>
{
    protected override void OnBind(IArrowArray column) => decimals.Bind(column);

    internal override T Value(int row)
    {
        var number = decimals.Value(row);
        try
        {
            return Exact<decimal, T>.Read(number);
        }
        catch (OverflowException)
        {
            throw Wrong(row, $"{number} does not fit into {typeof(T).Name}");
        }
    }
}

/// <summary>Reads a column of decimals as decimal, SqlDecimal or BigInteger. Boxed, a decimal that has too many digits for .NET's is a SqlDecimal.</summary>
sealed class DecimalReader<T>(Decimal128Type type) : ColumnReader<T>
{
    ReadOnlyMemory<byte> _values;

    protected override void OnBind(IArrowArray column) => _values = column.Data.Buffers[1].Memory;

    internal override T Value(int row)
    {
        var unscaled = Unscaled(row);
        if (typeof(T) == typeof(SqlDecimal)) return (T)(object)DecimalBits.ToSqlDecimal(unscaled, type.Precision, type.Scale);
        if (typeof(T) == typeof(BigInteger))
            return DecimalBits.Whole(DecimalBits.ToSqlDecimal(unscaled, type.Precision, type.Scale)) is { } whole ? (T)whole : throw Wrong(row, "the decimal has a fraction, which BigInteger has not");
        return DecimalBits.TryDecimal(unscaled, type.Scale, out var number)
            ? (T)(object)number
            : throw Wrong(row, $"{DecimalBits.ToSqlDecimal(unscaled, type.Precision, type.Scale)} has more digits than a decimal of C# holds: read it as SqlDecimal");
    }

    internal override object? ObjectValue(int row) =>
        typeof(T) == typeof(decimal) && !DecimalBits.TryDecimal(Unscaled(row), type.Scale, out _) ? DecimalBits.ToSqlDecimal(Unscaled(row), type.Precision, type.Scale) : Value(row);

    Int128 Unscaled(int row) => MemoryMarshal.Read<Int128>(_values.Span[((row + Offset) * 16)..]);
}
