using System.Data.SqlTypes;
using System.Numerics;
using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Writes decimals, rounded half up to the column's scale.</summary>
sealed class DecimalWriter<T>(DecimalType decimals) : ValueWriter<T>(ArrowTypes.ToArrow(decimals))
{
    readonly GrowingBuffer _values = new();

    public override long Bytes => _values.Count;

    // Boxed values come in whichever of .NET's types has their digits.
    public override void AppendObject(object? value)
    {
        if (value is SqlDecimal { IsNull: false } wide && typeof(T) != typeof(SqlDecimal)) AddUnscaled(wide, () => DecimalBits.Unscaled(wide, decimals));
        else if (value is BigInteger whole && typeof(T) != typeof(BigInteger)) AddUnscaled(whole, () => DecimalBits.Unscaled(whole, decimals));
        else base.AppendObject(value);
    }

    protected override void Add(T value)
    {
        try
        {
            _values.Append(
                typeof(T) == typeof(decimal) ? DecimalBits.Unscaled((decimal)(object)value!, decimals)
                : typeof(T) == typeof(SqlDecimal) ? DecimalBits.Unscaled((SqlDecimal)(object)value!, decimals)
                : typeof(T) == typeof(ulong) ? DecimalBits.Unscaled((decimal)(ulong)(object)value!, decimals)
                : DecimalBits.Unscaled((BigInteger)(object)value!, decimals));
        }
        catch (OverflowException error)
        {
            throw Wrong(error.Message, error);
        }
    }

    protected override void AddDefault() => _values.Append(default(Int128));

    protected override void Clear() => _values.Clear();

    protected override ArrayData Take(int length, int nulls, ArrowBuffer validity) => new(Type, length, nulls, 0, [validity, _values.Take()]);

    void AddUnscaled(object value, Func<Int128> unscaled)
    {
        try
        {
            _values.Append(unscaled());
        }
        catch (OverflowException error)
        {
            throw Wrong($"{value} does not fit into {decimals.SimpleString}", error);
        }
        Added();
    }
}
