using System.Data.SqlTypes;
using System.Numerics;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Decimals as Arrow keeps them, a whole number of 128 bits and a scale, to and from those of .NET.</summary>
static class DecimalBits
{
    const int MaxScale = 28;

    static readonly Int128[] Powers = MakePowers();
    static readonly Int128 MaxMantissa = (Int128.One << 96) - 1;

    /// <summary>False when the number has more digits than a decimal holds.</summary>
    public static bool TryDecimal(Int128 unscaled, int scale, out decimal number)
    {
        // Digits that are zero at the end can go when there are too many.
        while ((scale > MaxScale || unscaled > MaxMantissa || unscaled < -MaxMantissa) && scale > 0)
        {
            var (tenth, rest) = Int128.DivRem(unscaled, 10);
            if (rest != 0) break;
            (unscaled, scale) = (tenth, scale - 1);
        }
        var negative = unscaled < 0;
        var mantissa = negative ? -unscaled : unscaled;
        if (scale > MaxScale || mantissa > MaxMantissa)
        {
            number = 0;
            return false;
        }
        number = new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), negative, (byte)scale);
        return true;
    }

    public static SqlDecimal ToSqlDecimal(Int128 unscaled, int precision, int scale)
    {
        var bits = (UInt128)Int128.Abs(unscaled);
        return new((byte)precision, (byte)scale, unscaled >= 0, (int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), (int)(uint)(bits >> 96));
    }

    public static decimal ToDecimal(SqlDecimal number)
    {
        var (unscaled, scale) = Bits(number);
        return TryDecimal(unscaled, scale, out var result) ? result : throw new OverflowException();
    }

    /// <summary>The whole number; null when there is a fraction.</summary>
    public static object? Whole(SqlDecimal number)
    {
        var (unscaled, scale) = Bits(number);
        var (whole, rest) = Int128.DivRem(unscaled, Powers[scale]);
        return rest == 0 ? (BigInteger)whole : null;
    }

    /// <summary>The unscaled number for a column, rounded half up to its scale as Spark does.</summary>
    /// <exception cref="OverflowException">The column has too few digits for it.</exception>
    public static Int128 Unscaled(decimal number, DecimalType type)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var mantissa = (Int128)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return Rescale(bits[3] < 0 ? -mantissa : mantissa, (bits[3] >> 16) & 0xFF, type, number);
    }

    public static Int128 Unscaled(SqlDecimal number, DecimalType type)
    {
        var (unscaled, scale) = Bits(number);
        return Rescale(unscaled, scale, type, number);
    }

    public static Int128 Unscaled(BigInteger number, DecimalType type) =>
        BigInteger.Abs(number) < BigInteger.Pow(10, 38) ? Rescale((Int128)number, 0, type, number) : throw TooLong(number, type);

    static (Int128 Unscaled, int Scale) Bits(SqlDecimal number)
    {
        var data = number.Data;
        var magnitude = (Int128)new UInt128(((ulong)(uint)data[3] << 32) | (uint)data[2], ((ulong)(uint)data[1] << 32) | (uint)data[0]);
        return (number.IsPositive ? magnitude : -magnitude, number.Scale);
    }

    static Int128 Rescale(Int128 unscaled, int scale, DecimalType type, object number)
    {
        if (scale < type.Scale)
        {
            var factor = Powers[type.Scale - scale];
            if (Int128.Abs(unscaled) > Int128.MaxValue / factor) throw TooLong(number, type);
            unscaled *= factor;
        }
        else if (scale > type.Scale)
        {
            var divisor = Powers[scale - type.Scale];
            var (quotient, rest) = Int128.DivRem(unscaled, divisor);
            unscaled = Int128.Abs(rest) >= divisor - Int128.Abs(rest) ? quotient + Int128.Sign(unscaled) : quotient;
        }
        return Int128.Abs(unscaled) < Powers[type.Precision] ? unscaled : throw TooLong(number, type);
    }

    static OverflowException TooLong(object number, DecimalType type) => new($"{number} does not fit into {type.SimpleString}");

    static Int128[] MakePowers()
    {
        var powers = new Int128[DecimalType.MaxPrecision + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
