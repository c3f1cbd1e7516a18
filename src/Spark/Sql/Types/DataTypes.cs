using Protocol = DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql.Types;

/// <summary>Types to and from the messages of Spark Connect.</summary>
static class DataTypes
{
    public static Protocol.DataType ToProto(this DataType type) => type switch
    {
        NullType => new() { Null = new() },
        BinaryType => new() { Binary = new() },
        BooleanType => new() { Boolean = new() },
        ByteType => new() { Byte = new() },
        ShortType => new() { Short = new() },
        IntegerType => new() { Integer = new() },
        LongType => new() { Long = new() },
        FloatType => new() { Float = new() },
        DoubleType => new() { Double = new() },
        DecimalType number => new() { Decimal = new() { Precision = number.Precision, Scale = number.Scale } },
        StringType { Collation: StringType.DefaultCollation } => new() { String = new() },
        StringType text => new() { String = new() { Collation = text.Collation } },
        CharType text => new() { Char = new() { Length = text.Length } },
        VarcharType text => new() { VarChar = new() { Length = text.Length } },
        DateType => new() { Date = new() },
        TimestampType => new() { Timestamp = new() },
        TimestampNTZType => new() { TimestampNtz = new() },
        TimeType time => new() { Time = new() { Precision = time.Precision } },
        CalendarIntervalType => new() { CalendarInterval = new() },
        YearMonthIntervalType interval => new() { YearMonthInterval = new() { StartField = interval.Start, EndField = interval.End } },
        DayTimeIntervalType interval => new() { DayTimeInterval = new() { StartField = interval.Start, EndField = interval.End } },
        VariantType => new() { Variant = new() },
        ArrayType array => new() { Array = new() { ElementType = array.ElementType.ToProto(), ContainsNull = array.ContainsNull } },
        MapType map => new() { Map = new() { KeyType = map.KeyType.ToProto(), ValueType = map.ValueType.ToProto(), ValueContainsNull = map.ValueContainsNull } },
        StructType record => new() { Struct = new() { Fields = { record.Fields.Select(ToProto) } } },
        _ => throw new NotSupportedException($"Type {type.SimpleString} has no form in Spark Connect"),
    };

    public static DataType FromProto(Protocol.DataType type) => type.KindCase switch
    {
        Protocol.DataType.KindOneofCase.Null => new NullType(),
        Protocol.DataType.KindOneofCase.Binary => new BinaryType(),
        Protocol.DataType.KindOneofCase.Boolean => new BooleanType(),
        Protocol.DataType.KindOneofCase.Byte => new ByteType(),
        Protocol.DataType.KindOneofCase.Short => new ShortType(),
        Protocol.DataType.KindOneofCase.Integer => new IntegerType(),
        Protocol.DataType.KindOneofCase.Long => new LongType(),
        Protocol.DataType.KindOneofCase.Float => new FloatType(),
        Protocol.DataType.KindOneofCase.Double => new DoubleType(),
        Protocol.DataType.KindOneofCase.Decimal => new DecimalType(type.Decimal.HasPrecision ? type.Decimal.Precision : 10, type.Decimal.Scale),
        Protocol.DataType.KindOneofCase.String => type.String.Collation is { Length: > 0 } collation ? new StringType(collation) : new StringType(),
        Protocol.DataType.KindOneofCase.Char => new CharType(type.Char.Length),
        Protocol.DataType.KindOneofCase.VarChar => new VarcharType(type.VarChar.Length),
        Protocol.DataType.KindOneofCase.Date => new DateType(),
        Protocol.DataType.KindOneofCase.Timestamp => new TimestampType(),
        Protocol.DataType.KindOneofCase.TimestampNtz => new TimestampNTZType(),
        Protocol.DataType.KindOneofCase.Time => type.Time.HasPrecision ? new TimeType(type.Time.Precision) : new TimeType(),
        Protocol.DataType.KindOneofCase.CalendarInterval => new CalendarIntervalType(),
        Protocol.DataType.KindOneofCase.YearMonthInterval => new YearMonthIntervalType(type.YearMonthInterval.StartField, type.YearMonthInterval.HasEndField ? type.YearMonthInterval.EndField : 1),
        Protocol.DataType.KindOneofCase.DayTimeInterval => new DayTimeIntervalType(type.DayTimeInterval.StartField, type.DayTimeInterval.HasEndField ? type.DayTimeInterval.EndField : 3),
        Protocol.DataType.KindOneofCase.Variant => new VariantType(),
        Protocol.DataType.KindOneofCase.Array => new ArrayType(FromProto(type.Array.ElementType), type.Array.ContainsNull),
        Protocol.DataType.KindOneofCase.Map => new MapType(FromProto(type.Map.KeyType), FromProto(type.Map.ValueType), type.Map.ValueContainsNull),
        Protocol.DataType.KindOneofCase.Struct => new StructType(type.Struct.Fields.Select(FromProto)),
        // A user-defined type's values travel as the SQL type that they are stored as.
        Protocol.DataType.KindOneofCase.Udt when type.Udt.SqlType is { } stored => FromProto(stored),
        Protocol.DataType.KindOneofCase.Unparsed => DataType.ParseDataType(type.Unparsed.DataTypeString),
        _ => throw new NotSupportedException($"Spark's type {type.KindCase} has no form in C#; cast the column"),
    };

    static Protocol.DataType.Types.StructField ToProto(StructField field)
    {
        var proto = new Protocol.DataType.Types.StructField { Name = field.Name, DataType = field.DataType.ToProto(), Nullable = field.IsNullable };
        if (field.Metadata.Count > 0) proto.Metadata = field.Metadata.ToString(Newtonsoft.Json.Formatting.None);
        return proto;
    }

    static StructField FromProto(Protocol.DataType.Types.StructField field) =>
        new(field.Name, FromProto(field.DataType), field.Nullable, field.Metadata is { Length: > 0 } metadata ? TypeJson.ParseObject(metadata) : null);
}
