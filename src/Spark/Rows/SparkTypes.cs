using System.Data.SqlTypes;
using System.Numerics;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>
/// The Spark type of a C# type: what a column has that holds such values. A decimal is decimal(28,12), as Microsoft.Spark has it; an enum is its name; a
/// tuple's fields are _1, _2, ...; a record's or class's are its public properties and fields.
/// </summary>
static class SparkTypes
{
    static readonly Dictionary<Type, DataType> Simple = new()
    {
        [typeof(bool)] = new BooleanType(),
        [typeof(sbyte)] = new ByteType(),
        [typeof(byte)] = new ByteType(),
        [typeof(short)] = new ShortType(),
        [typeof(ushort)] = new IntegerType(),
        [typeof(int)] = new IntegerType(),
        [typeof(uint)] = new LongType(),
        [typeof(long)] = new LongType(),
        [typeof(ulong)] = new DecimalType(20, 0),
        [typeof(float)] = new FloatType(),
        [typeof(double)] = new DoubleType(),
        [typeof(decimal)] = new DecimalType(28, 12),
        [typeof(SqlDecimal)] = new DecimalType(38, 18),
        [typeof(BigInteger)] = new DecimalType(38, 0),
        [typeof(string)] = new StringType(),
        [typeof(char)] = new StringType(),
        [typeof(Guid)] = new StringType(),
        [typeof(byte[])] = new BinaryType(),
        [typeof(Date)] = new DateType(),
        [typeof(DateOnly)] = new DateType(),
        [typeof(Timestamp)] = new TimestampType(),
        [typeof(DateTime)] = new TimestampType(),
        [typeof(DateTimeOffset)] = new TimestampType(),
        [typeof(TimeSpan)] = new DayTimeIntervalType(),
        [typeof(TimeOnly)] = new TimeType(),
        [typeof(YearMonthInterval)] = new YearMonthIntervalType(),
        [typeof(CalendarInterval)] = new CalendarIntervalType(),
        [typeof(Variant)] = new VariantType(),
    };

    /// <exception cref="ArgumentException">Spark has no such type; the message names the member.</exception>
    public static DataType Of(Type type) => Of(type, type.Name, []);

    /// <summary>Whether null is a value of the type.</summary>
    public static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    /// <summary>Whether the type is one column by itself, not a struct of its members.</summary>
    public static bool IsStruct(Type type) => Nullable.GetUnderlyingType(type) is { } inner
        ? IsStruct(inner)
        : !Simple.ContainsKey(type) && !type.IsEnum && type != typeof(object) && Collections.Element(type) is null && Collections.Entry(type) is null;

    static DataType Of(Type type, string path, HashSet<Type> outer)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, path, outer);
        if (Simple.TryGetValue(type, out var simple)) return simple;
        if (type.IsEnum) return new StringType();
        if (type == typeof(Row) || type == typeof(GenericRow)) throw new ArgumentException($"{path} is a {type.Name}, whose columns only a StructType says: give the schema");
        if (Collections.Entry(type) is var (key, value)) return new MapType(Of(key, path + ".key", outer), Of(value, path + ".value", outer), IsNullable(value));
        if (Collections.Element(type) is { } element) return new ArrayType(Of(element, path + ".element", outer), IsNullable(element));
        if (type == typeof(object) || type.IsPrimitive || type.IsPointer || typeof(Delegate).IsAssignableFrom(type) || type.IsInterface)
            throw new ArgumentException($"{path} is of type {type.Name}, which has no type in Spark");
        if (!outer.Add(type)) throw new ArgumentException($"{path} holds itself: {type.Name} has no type in Spark");
        var members = Shape.Of(type).Members;
        if (members.Count == 0) throw new ArgumentException($"{path} is of type {type.Name}, which has no public property or field that could be a column");
        var record = new StructType(members.Select(member => new StructField(member.Name, Of(member.Type, $"{path}.{member.Name}", outer), IsNullable(member.Type))));
        outer.Remove(type);
        return record;
    }
}
