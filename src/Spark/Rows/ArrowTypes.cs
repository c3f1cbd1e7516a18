using Apache.Arrow;
using Microsoft.Spark.Sql.Types;
using Arrow = Apache.Arrow.Types;
using VariantType = Microsoft.Spark.Sql.Types.VariantType;

namespace DistributedML.Spark.Rows;

/// <summary>Spark's types to and from Arrow's, as Spark itself pairs them.</summary>
static class ArrowTypes
{
    const string VariantMark = "variant";

    static readonly Dictionary<string, string> VariantMetadata = new() { [VariantMark] = "true" };

    public static Arrow.IArrowType ToArrow(DataType type) => type switch
    {
        NullType => Arrow.NullType.Default,
        BooleanType => Arrow.BooleanType.Default,
        ByteType => Arrow.Int8Type.Default,
        ShortType => Arrow.Int16Type.Default,
        IntegerType => Arrow.Int32Type.Default,
        LongType => Arrow.Int64Type.Default,
        FloatType => Arrow.FloatType.Default,
        DoubleType => Arrow.DoubleType.Default,
        DecimalType number => new Arrow.Decimal128Type(number.Precision, number.Scale),
        StringType or CharType or VarcharType => Arrow.StringType.Default,
        BinaryType => Arrow.BinaryType.Default,
        DateType => Arrow.Date32Type.Default,
        TimestampType => new Arrow.TimestampType(Arrow.TimeUnit.Microsecond, "UTC"),
        TimestampNTZType => new Arrow.TimestampType(Arrow.TimeUnit.Microsecond, (string?)null),
        TimeType => new Arrow.Time64Type(Arrow.TimeUnit.Nanosecond),
        DayTimeIntervalType => Arrow.DurationType.Microsecond,
        YearMonthIntervalType => Arrow.IntervalType.YearMonth,
        CalendarIntervalType => Arrow.IntervalType.MonthDayNanosecond,
        ArrayType array => new Arrow.ListType(Field("element", array.ElementType, array.ContainsNull)),
        MapType map => new Arrow.MapType(Field("key", map.KeyType, nullable: false), Field("value", map.ValueType, map.ValueContainsNull)),
        // Arrow for C# refuses a struct type that has no field.
        StructType { Fields.Count: 0 } => throw new NotSupportedException("A struct without fields cannot travel in Arrow: give it one, or leave the column out"),
        StructType record => new Arrow.StructType([.. record.Fields.Select(field => Field(field.Name, field.DataType, field.IsNullable))]),
        VariantType => new Arrow.StructType([new Field("value", Arrow.BinaryType.Default, false), new Field("metadata", Arrow.BinaryType.Default, false, VariantMetadata)]),
        _ => throw new NotSupportedException($"Type {type.SimpleString} has no form in Arrow"),
    };

    public static Field Field(string name, DataType type, bool nullable) => new(name, ToArrow(type), nullable);

    public static Schema ToArrow(StructType schema) => new(schema.Fields.Select(field => Field(field.Name, field.DataType, field.IsNullable)), null);

    /// <exception cref="NotSupportedException">Spark has no such type.</exception>
    public static DataType ToSpark(Arrow.IArrowType type) => type switch
    {
        Arrow.NullType => new NullType(),
        Arrow.BooleanType => new BooleanType(),
        Arrow.Int8Type => new ByteType(),
        Arrow.Int16Type => new ShortType(),
        Arrow.Int32Type => new IntegerType(),
        Arrow.Int64Type => new LongType(),
        Arrow.FloatType => new FloatType(),
        Arrow.DoubleType => new DoubleType(),
        Arrow.Decimal128Type number => new DecimalType(number.Precision, number.Scale),
        Arrow.StringType or Arrow.LargeStringType or Arrow.StringViewType => new StringType(),
        Arrow.BinaryType or Arrow.LargeBinaryType or Arrow.BinaryViewType or Arrow.FixedSizeBinaryType { TypeId: Arrow.ArrowTypeId.FixedSizedBinary } => new BinaryType(),
        Arrow.Date32Type => new DateType(),
        Arrow.TimestampType { Unit: Arrow.TimeUnit.Microsecond } time => string.IsNullOrEmpty(time.Timezone) ? new TimestampNTZType() : new TimestampType(),
        Arrow.Time64Type { Unit: Arrow.TimeUnit.Nanosecond } => new TimeType(),
        Arrow.DurationType { Unit: Arrow.TimeUnit.Microsecond } => new DayTimeIntervalType(),
        Arrow.IntervalType { Unit: Arrow.IntervalUnit.YearMonth } => new YearMonthIntervalType(),
        Arrow.IntervalType { Unit: Arrow.IntervalUnit.MonthDayNanosecond } => new CalendarIntervalType(),
        Arrow.MapType map => new MapType(ToSpark(map.KeyField.DataType), ToSpark(map.ValueField.DataType), map.ValueField.IsNullable),
        Arrow.ListType list => new ArrayType(ToSpark(list.ValueDataType), list.ValueField.IsNullable),
        Arrow.LargeListType list => new ArrayType(ToSpark(list.ValueDataType), list.ValueField.IsNullable),
        Arrow.FixedSizeListType list => new ArrayType(ToSpark(list.ValueDataType), list.ValueField.IsNullable),
        Arrow.StructType record when IsVariant(record) => new VariantType(),
        Arrow.StructType record => new StructType(record.Fields.Select(ToSpark)),
        Arrow.DictionaryType dictionary => ToSpark(dictionary.ValueType),
        _ => throw new NotSupportedException($"Spark has no type for Arrow's {type.Name}{(type is Arrow.TimeBasedType time ? $" in {time.Unit}s" : "")}"),
    };

    public static StructType ToSpark(Schema schema) => new(schema.FieldsList.Select(ToSpark));

    public static bool IsVariant(Arrow.StructType type) =>
        type.Fields.Any(field => field.Name == "value")
        && type.Fields.Any(field => field.Name == "metadata" && field.Metadata is { } metadata && metadata.TryGetValue(VariantMark, out var mark) && mark == "true");

    static StructField ToSpark(Field field)
    {
        try
        {
            return new(field.Name, ToSpark(field.DataType), field.IsNullable);
        }
        catch (NotSupportedException error)
        {
            throw new NotSupportedException($"Column '{field.Name}': {error.Message}", error);
        }
    }
}
