using System.Data.SqlTypes;
using System.Numerics;
using Microsoft.Spark.Sql.Types;
using Arrow = Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Makes the writer of a Spark type from a C# type: once for a schema, by reflection; the writers themselves use none.</summary>
static class Writers
{
    /// <exception cref="InvalidCastException">The C# type does not become the column's; the message names both and the column.</exception>
    public static ColumnWriter Create(Type source, DataType type, string path, bool nullable, WriteContext context)
    {
        var writer = Find(source, type, path, context) ?? throw new InvalidCastException($"Column '{path}' is {type.SimpleString}, which {source.Name} does not become");
        (writer.Path, writer.Context, writer.IsNullable) = (path, context, nullable);
        return writer;
    }

    static ColumnWriter? Find(Type source, DataType type, string path, WriteContext context)
    {
        if (type is NullType) return Make(typeof(NullWriter<>), [source]);
        if (source == typeof(object)) return new BoxedWriter<object?>(Create(Natural(type), type, path, nullable: true, context));
        if (Nullable.GetUnderlyingType(source) is { } inner) return Make(typeof(NullableWriter<>), [inner], Create(inner, type, path, nullable: true, context));
        var arrow = ArrowTypes.ToArrow(type);
        if (FixedColumns.Find(arrow, source) is var (raw, conversion)) return Make(typeof(FixedWriter<,,>), [raw, source, conversion], arrow);
        return type switch
        {
            BooleanType when source == typeof(bool) => new BooleanWriter(),
            DoubleType or FloatType when source.IsPrimitive && IsNumber(source) => Make(typeof(FixedWriter<,,>), [Natural(type), source, typeof(Checked<,>).MakeGenericType(Natural(type), source)], arrow),
            DecimalType when source == typeof(decimal) || source == typeof(SqlDecimal) || source == typeof(BigInteger) || source == typeof(ulong) => Make(typeof(DecimalWriter<>), [source], type),
            DecimalType when IsNumber(source) && source != typeof(float) && source != typeof(double) => Make(typeof(BoxedWriter<>), [source], Create(typeof(decimal), type, path, nullable: true, context)),
            StringType or CharType or VarcharType when source == typeof(string) || source == typeof(char) || source == typeof(Guid) || source.IsEnum => Make(typeof(TextWriter<>), [source]),
            BinaryType when source == typeof(byte[]) => new BinaryWriter(),
            VariantType => Variant(source, (Arrow.StructType)arrow, path, context),
            ArrayType array => List(source, array, (Arrow.ListType)arrow, path, context),
            MapType map => Map(source, map, (Arrow.MapType)arrow, path, context),
            StructType record => StructWriters.Create(source, record, path, context),
            _ => null,
        };
    }

    // What a Row has in a column of the type.
    static Type Natural(DataType type) => type switch
    {
        ArrayType => typeof(object?[]),
        MapType => typeof(Dictionary<object, object?>),
        StructType => typeof(Microsoft.Spark.Sql.Row),
        VariantType => typeof(Variant),
        _ => Readers.Natural(ArrowTypes.ToArrow(type)),
    };

    static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    static ColumnWriter Variant(Type source, Arrow.StructType type, string path, WriteContext context) => source == typeof(Variant)
        ? new StructWriter<Variant>(type, [Part("value"), Part("metadata")], WriteVariant)
        : Make(typeof(BoxedWriter<>), [source], Create(typeof(Variant), new VariantType(), path, nullable: true, context));

    static BinaryWriter Part(string name) => new() { Path = name, IsNullable = false };

    static void WriteVariant(ColumnWriter[] parts, Variant variant)
    {
        ((BinaryWriter)parts[0]).Append(variant.ValueBytes);
        ((BinaryWriter)parts[1]).Append(variant.MetadataBytes);
    }

    static ColumnWriter? List(Type source, ArrayType array, Arrow.ListType type, string path, WriteContext context)
    {
        if (Collections.Entry(source) is not null || Collections.Element(source) is not { } element) return null;
        var elements = Create(element, array.ElementType, path + ".element", array.ContainsNull, context);
        return typeof(IEnumerable<>).MakeGenericType(element).IsAssignableFrom(source)
            ? Make(typeof(ListWriter<,>), [element, source], type, elements)
            : Make(typeof(BoxedWriter<>), [source], Create(typeof(object?[]), array, path, nullable: true, context));
    }

    static ColumnWriter? Map(Type source, MapType map, Arrow.MapType type, string path, WriteContext context)
    {
        if (Collections.Entry(source) is not var (key, value)) return null;
        if (!typeof(IEnumerable<>).MakeGenericType(typeof(KeyValuePair<,>).MakeGenericType(key, value)).IsAssignableFrom(source))
            return Make(typeof(BoxedWriter<>), [source], Create(typeof(Dictionary<object, object?>), map, path, nullable: true, context));
        var keys = Create(key, map.KeyType, path + ".key", nullable: false, context);
        return Make(typeof(MapWriter<,,>), [key, value, source], type, keys, Create(value, map.ValueType, path + ".value", map.ValueContainsNull, context));
    }

    internal static ColumnWriter Make(Type definition, Type[] arguments, params object[] parameters) =>
        (ColumnWriter)Activator.CreateInstance(definition.MakeGenericType(arguments), parameters)!;
}
