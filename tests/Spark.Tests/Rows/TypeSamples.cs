using System.Data.SqlTypes;
using CsCheck;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark;

/// <summary>Types of Spark, and values of them as a Row has them.</summary>
public static class TypeSamples
{
    static readonly Gen<DateTime> Clock = Gen.Long[DateTime.MinValue.Ticks / 10, DateTime.MaxValue.Ticks / 10].Select(microseconds => new DateTime(microseconds * 10));

    static readonly Gen<string> Texts = Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char.AlphaNumeric, 0, 20], Gen.Const("Grüße, 世界 🌍"));

    /// <summary>Every type that holds no other.</summary>
    public static IReadOnlyList<DataType> Simple { get; } =
    [
        new BooleanType(), new ByteType(), new ShortType(), new IntegerType(), new LongType(), new FloatType(), new DoubleType(), new DecimalType(10, 2), new DecimalType(28, 12), new DecimalType(38, 38),
        new StringType(), new BinaryType(), new DateType(), new TimestampType(), new TimestampNTZType(), new TimeType(), new DayTimeIntervalType(), new YearMonthIntervalType(), new CalendarIntervalType(),
        new VariantType(), new NullType(),
    ];

    /// <summary>Any type, of this depth at most.</summary>
    public static Gen<DataType> Types(int depth)
    {
        var simple = OneOf([.. Simple]);
        if (depth == 0) return simple;
        var inner = Types(depth - 1);
        var keys = OneOf(new StringType(), new IntegerType(), new DateType(), new DecimalType(10, 2));
        return Gen.Frequency(
            (2, simple),
            (1, inner.Select(element => (DataType)new ArrayType(element))),
            (1, Gen.Select(keys, inner, (key, value) => (DataType)new MapType(key, value))),
            (2, Schemas(depth - 1).Select(schema => (DataType)schema)));
    }

    static Gen<DataType> OneOf(params DataType[] types) => Gen.Int[0, types.Length - 1].Select(i => types[i]);

    /// <summary>A schema of one to five columns.</summary>
    public static Gen<StructType> Schemas(int depth) =>
        Gen.Select(Types(depth), Gen.Bool).Array[1, 5].Select(fields => new StructType(fields.Select((field, i) => new StructField($"c{i}", field.Item1, field.Item2 || field.Item1 is NullType))));

    /// <summary>A value of the type, as a Row has it; null now and then where that is allowed.</summary>
    public static Gen<object?> Values(DataType type, bool nullable = true)
    {
        var values = type switch
        {
            BooleanType => Gen.Bool.Select(value => (object?)value),
            ByteType => Gen.SByte.Select(value => (object?)value),
            ShortType => Gen.Short.Select(value => (object?)value),
            IntegerType => Gen.Int.Select(value => (object?)value),
            LongType => Gen.Long.Select(value => (object?)value),
            FloatType => Gen.Float.Select(value => (object?)value),
            DoubleType => Gen.Double.Select(value => (object?)value),
            DecimalType { Scale: 38 } => Gen.Select(Gen.Bool, Gen.ULong[1_000_000_000, ulong.MaxValue], (negative, digits) => (object?)SqlDecimal.Parse($"{(negative ? "-" : "")}0.12345678901234567{digits:000000000000000000000}")),
            DecimalType number => Gen.Long[-9_999_999_999, 9_999_999_999].Select(value => (object?)(value / (decimal)Math.Pow(10, Math.Min(number.Scale, 9)))).Where(value => Math.Abs((decimal)value!) < (decimal)Math.Pow(10, number.Precision - number.Scale)),
            StringType or CharType or VarcharType => Texts.Select(value => (object?)value),
            BinaryType => Gen.Byte.Array[0, 20].Select(value => (object?)value),
            DateType => Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(day => (object?)new Date(DateOnly.FromDayNumber(day))),
            TimestampType => Clock.Select(time => (object?)new Timestamp(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
            TimestampNTZType => Clock.Select(time => (object?)time),
            TimeType => Gen.Long[0, (TimeOnly.MaxValue.Ticks / 10) - 1].Select(microseconds => (object?)new TimeOnly(microseconds * 10)),
            DayTimeIntervalType => Gen.Long[TimeSpan.MinValue.Ticks / 10, TimeSpan.MaxValue.Ticks / 10].Select(microseconds => (object?)TimeSpan.FromTicks(microseconds * 10)),
            YearMonthIntervalType => Gen.Int.Select(months => (object?)new YearMonthInterval(months)),
            CalendarIntervalType => Gen.Select(Gen.Int, Gen.Int, Gen.Long[long.MinValue / 1_000, long.MaxValue / 1_000], (months, days, microseconds) => (object?)new CalendarInterval(months, days, microseconds)),
            VariantType => Gen.OneOf(Gen.Int.Select(value => (object?)value), Texts.Select(value => (object?)value), Gen.Int.Array[0, 3].Select(value => (object?)value)).Select(value => (object?)Variant.Of(value)),
            NullType => Gen.Const((object?)null),
            ArrayType array => Values(array.ElementType, array.ContainsNull).Array[0, 4].Select(value => (object?)value),
            MapType map => Gen.Select(Values(map.KeyType, false), Values(map.ValueType, map.ValueContainsNull)).Array[0, 4]
                .Select(pairs => (object?)pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1!, pair => pair.Item2)),
            StructType record => Rows(record).Select(value => (object?)value),
            _ => throw new ArgumentException($"No values of {type.SimpleString}"),
        };
        return nullable ? Gen.Frequency((4, values), (1, Gen.Const((object?)null))) : values;
    }

    /// <summary>A row of the schema.</summary>
    public static Gen<Row> Rows(StructType schema) =>
        schema.Fields.Aggregate(Gen.Const(Array.Empty<object?>()), (row, field) => Gen.Select(row, Values(field.DataType, field.IsNullable), (values, value) => (object?[])[.. values, value]))
            .Select(values => new Row(values, schema));
}
