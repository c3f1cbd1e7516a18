using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.Expression.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types.Literal;

namespace Microsoft.Spark.Sql;

/// <summary>Spark's types of literals, which arrays and maps must state.</summary>
internal static class LiteralTypes
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
        if (types.Length == 0) return OfType(declared);
        if (types.Length == 1) return types[0];
        if (types.All(type => type.Decimal is not null)) return Widest(types);
        throw new ArgumentException($"The elements of an array or map are of one type, not of {string.Join(", ", types.Select(type => type.KindCase))}");
    }

    /// <summary>The C# type of a list's elements; null when it does not say.</summary>
    public static Type? ElementOf(Type list) => Implemented(list, typeof(IEnumerable<>))?.GetGenericArguments()[0];

    /// <summary>The C# types of a dictionary's keys and values; null when it does not say.</summary>
    public static (Type? Key, Type? Value) EntryOf(Type dictionary) =>
        Implemented(dictionary, typeof(IDictionary<,>))?.GetGenericArguments() is [var key, var value] ? (key, value) : (null, null);

    static Type? Implemented(Type type, Type definition) => type.GetInterfaces().FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == definition);

    static DataType OfType(Type? type)
    {
        if (type is null || type == typeof(object)) return new DataType { Null = new() };
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return new DataType { String = new() };
        if (type == typeof(decimal)) return new DataType { Decimal = new() { Precision = 38, Scale = 18 } };
        if (type == typeof(byte[])) return new DataType { Binary = new() };
        if (EntryOf(type) is ({ } key, { } value)) return new DataType { Map = new() { KeyType = OfType(key), ValueType = OfType(value), ValueContainsNull = true } };
        if (ElementOf(type) is { } element) return new DataType { Array = new() { ElementType = OfType(element), ContainsNull = true } };
        // A value of the type, of any content, says which literal it becomes.
        return type.IsValueType ? Of(Literals.Of(Activator.CreateInstance(type))) : new DataType { Null = new() };
    }

    static DataType Widest(DataType[] decimals)
    {
        var scale = decimals.Max(type => type.Decimal.Scale);
        var whole = decimals.Max(type => type.Decimal.Precision - type.Decimal.Scale);
        return new DataType { Decimal = new() { Precision = whole + scale, Scale = scale } };
    }
}
