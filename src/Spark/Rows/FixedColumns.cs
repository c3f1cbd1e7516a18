using System.Numerics;
using Microsoft.Spark.Sql.Types;
using Arrow = Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Which conversions there are between columns of fixed width and types of C#.</summary>
static class FixedColumns
{
    static readonly Type[] Integers = [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong)];

    /// <summary>The C# type of a column's values when none is asked for.</summary>
    public static Type? Natural(Arrow.IArrowType type) => type switch
    {
        Arrow.Int8Type => typeof(sbyte),
        Arrow.Int16Type => typeof(short),
        Arrow.Int32Type => typeof(int),
        Arrow.Int64Type => typeof(long),
        Arrow.UInt8Type => typeof(byte),
        Arrow.UInt16Type => typeof(ushort),
        Arrow.UInt32Type => typeof(uint),
        Arrow.UInt64Type => typeof(ulong),
        Arrow.FloatType => typeof(float),
        Arrow.DoubleType => typeof(double),
        Arrow.Date32Type => typeof(Date),
        Arrow.TimestampType { Unit: Arrow.TimeUnit.Microsecond } time => string.IsNullOrEmpty(time.Timezone) ? typeof(DateTime) : typeof(Timestamp),
        Arrow.Time64Type { Unit: Arrow.TimeUnit.Nanosecond } => typeof(TimeOnly),
        Arrow.DurationType { Unit: Arrow.TimeUnit.Microsecond } => typeof(TimeSpan),
        Arrow.IntervalType { Unit: Arrow.IntervalUnit.YearMonth } => typeof(YearMonthInterval),
        Arrow.IntervalType { Unit: Arrow.IntervalUnit.MonthDayNanosecond } => typeof(CalendarInterval),
        _ => null,
    };

    /// <summary>The raw type and the conversion that make <paramref name="target"/> of a column's values; null when there is none.</summary>
    /// <remarks>Whole numbers may go into a smaller type of whole numbers, checked one by one.</remarks>
    public static (Type Raw, Type Conversion)? Find(Arrow.IArrowType type, Type target) => (type, target) switch
    {
        (Arrow.Date32Type, _) when target == typeof(Date) => (typeof(int), typeof(DateConversion)),
        (Arrow.Date32Type, _) when target == typeof(DateOnly) => (typeof(int), typeof(DateOnlyConversion)),
        (Arrow.Date32Type, _) when target == typeof(DateTime) => (typeof(int), typeof(DayConversion)),
        (Arrow.TimestampType { Unit: Arrow.TimeUnit.Microsecond } time, _) => Timestamps(string.IsNullOrEmpty(time.Timezone), target),
        (Arrow.Time64Type { Unit: Arrow.TimeUnit.Nanosecond }, _) when target == typeof(TimeOnly) => (typeof(long), typeof(TimeConversion)),
        (Arrow.Time64Type { Unit: Arrow.TimeUnit.Nanosecond }, _) when target == typeof(TimeSpan) => (typeof(long), typeof(MidnightConversion)),
        (Arrow.DurationType { Unit: Arrow.TimeUnit.Microsecond }, _) when target == typeof(TimeSpan) => (typeof(long), typeof(DurationConversion)),
        (Arrow.IntervalType { Unit: Arrow.IntervalUnit.YearMonth }, _) when target == typeof(YearMonthInterval) => (typeof(int), typeof(MonthsConversion)),
        (Arrow.IntervalType { Unit: Arrow.IntervalUnit.YearMonth }, _) when target == typeof(int) => (typeof(int), typeof(Same<int>)),
        (Arrow.IntervalType { Unit: Arrow.IntervalUnit.MonthDayNanosecond }, _) when target == typeof(CalendarInterval) => (typeof(RawInterval), typeof(CalendarConversion)),
        (Arrow.IntegerType or Arrow.FloatingPointType, _) when Natural(type) is { } raw => raw == target
            ? (raw, typeof(Same<>).MakeGenericType(raw))
            : Holds(target, raw) || (Integers.Contains(raw) && Integers.Contains(target)) ? (raw, typeof(Checked<,>).MakeGenericType(raw, target)) : null,
        _ => null,
    };

    /// <summary>Whether C# has numbers of this type that are read from columns of any numbers.</summary>
    public static bool IsNumber(Type type) =>
        Integers.Contains(type) || type == typeof(float) || type == typeof(double) || type == typeof(decimal) || type == typeof(BigInteger);

    static (Type, Type)? Timestamps(bool zoneless, Type target) =>
        zoneless
            ? target == typeof(DateTime) ? (typeof(long), typeof(ClockConversion)) : null
            : target == typeof(Timestamp) ? (typeof(long), typeof(TimestampConversion))
            : target == typeof(DateTime) ? (typeof(long), typeof(InstantConversion))
            : target == typeof(DateTimeOffset) ? (typeof(long), typeof(OffsetConversion))
            : null;

    // Whether every number of the one type is one of the other. Types without sign are also read, checked one by one, from the Spark type that they are written as.
    static bool Holds(Type wide, Type narrow)
    {
        if ((wide == typeof(byte) && narrow == typeof(sbyte)) || (wide == typeof(ushort) && narrow == typeof(int)) || (wide == typeof(uint) && narrow == typeof(long))) return true;
        if (narrow == typeof(float)) return wide == typeof(double);
        if (!Integers.Contains(narrow)) return false;
        if (wide == typeof(decimal) || wide == typeof(BigInteger)) return true;
        if (wide == typeof(double)) return Bits(narrow) <= 32;
        if (wide == typeof(float)) return Bits(narrow) <= 16;
        return Integers.Contains(wide) && (Signed(wide) ? Bits(wide) - 1 >= Bits(narrow) - (Signed(narrow) ? 1 : 0) : !Signed(narrow) && Bits(wide) >= Bits(narrow));
    }

    static bool Signed(Type integer) => Array.IndexOf(Integers, integer) % 2 == 0;

    static int Bits(Type integer) => 8 << (Array.IndexOf(Integers, integer) / 2);
}
