using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types.Literal;
using DataType = DistributedML.Spark.Connect.Protocol.DataType;

namespace Microsoft.Spark.Sql;

/// <summary>Spark's types of literals, which arrays and maps must state.</summary>
static class LiteralTypes
{
    /// <summary>The type of a literal.</summary>
    public static DataType Of(Literal literal) => literal.LiteralTypeCase switch
    {
        LiteralTypeOneofCase.Null => literal.Null,
        LiteralTypeOneofCase.Boolean => new DataType { Boolean = new() },
        LiteralTypeOneofCase.Byte => new DataType { Byte = new() },
        LiteralTypeOneofCase.Short => new DataType { Short = new() },
        LiteralTypeOneofCase.Integer => new DataType { Integer = new() },
        LiteralTypeOneofCase.Long => new DataType { Long = new() },
        LiteralTypeOneofCase.Float => new DataType { Float = new() },
        LiteralTypeOneofCase.Double => new DataType { Double = new() },
        LiteralTypeOneofCase.Decimal => new DataType { Decimal = new() { Precision = literal.Decimal.Precision, Scale = literal.Decimal.Scale } },
        LiteralTypeOneofCase.String => new DataType { String = new() },
        LiteralTypeOneofCase.Binary => new DataType { Binary = new() },
        LiteralTypeOneofCase.Date => new DataType { Date = new() },
        LiteralTypeOneofCase.Timestamp => new DataType { Timestamp = new() },
        LiteralTypeOneofCase.TimestampNtz => new DataType { TimestampNtz = new() },
        LiteralTypeOneofCase.Time => new DataType { Time = new() { Precision = literal.Time.Precision } },
        LiteralTypeOneofCase.CalendarInterval => new DataType { CalendarInterval = new() },
        LiteralTypeOneofCase.YearMonthInterval => new DataType { YearMonthInterval = new() { StartField = 0, EndField = 1 } },
        LiteralTypeOneofCase.DayTimeInterval => new DataType { DayTimeInterval = new() { StartField = 0, EndField = 3 } },
        LiteralTypeOneofCase.Array => new DataType { Array = new() { ElementType = literal.Array.ElementType, ContainsNull = true } },
        LiteralTypeOneofCase.Map => new DataType { Map = new() { KeyType = literal.Map.KeyType, ValueType = literal.Map.ValueType, ValueContainsNull = true } },
        LiteralTypeOneofCase.Struct => literal.Struct.StructType,
        _ => throw new ArgumentException($"A literal of kind {literal.LiteralTypeCase} has no type here"),
    };

    /// <summary>The one type of several literals, nulls left out; <paramref name="declared"/> when there is none that says it.</summary>
    /// <exception cref="ArgumentException">They are of several types.</exception>
    public static DataType Common(IEnumerable<Literal> literals, Type? declared)
    {
        var types = literals.Where(literal => literal.LiteralTypeCase != LiteralTypeOneofCase.Null).Select(Of).Distinct().ToArray();
        if (types.Length == 0) return OfDeclared(declared);
        if (types.Length == 1) return types[0];
        if (types.All(type => type.Decimal is not null)) return Widest(types);
        throw new ArgumentException($"The elements of an array or map are of one type, not of {string.Join(", ", types.Select(type => type.KindCase))}");
    }

    static DataType OfDeclared(Type? type) => type is null || type == typeof(object) ? new DataType { Null = new() } : SparkTypes.Of(type).ToProto();

    static DataType Widest(DataType[] decimals)
    {
        var scale = decimals.Max(type => type.Decimal.Scale);
        var whole = decimals.Max(type => type.Decimal.Precision - type.Decimal.Scale);
        return new DataType { Decimal = new() { Precision = whole + scale, Scale = scale } };
    }
}
