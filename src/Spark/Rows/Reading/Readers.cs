using System.Collections;
using System.Data.SqlTypes;
using System.Numerics;
using Microsoft.Spark.Sql.Types;
using Arrow = Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Makes the reader of an Arrow type as a C# type: once for a schema, by reflection; the readers themselves use none.</summary>
static class Readers
{
    /// <exception cref="InvalidCastException">Values of the column do not become the C# type; the message names both and the column.</exception>
    public static ColumnReader Create(Type target, Arrow.IArrowType type, string path, ReadContext context)
    {
        var reader = Find(target, type, path, context)
            ?? throw new InvalidCastException($"Column '{path}' is {Name(type)}, which does not become {target.Name} without loss{Hint(target, type)}");
        (reader.Path, reader.Context) = (path, context);
        return reader;
    }

    /// <summary>A reader of a dictionary's indices, whatever their width.</summary>
    public static ColumnReader CreateIndex(Arrow.IArrowType type, string path, ReadContext context)
    {
        var (raw, conversion) = FixedColumns.Find(type, typeof(int))!.Value;
        var reader = Make(typeof(FixedReader<,,>), [raw, typeof(int), conversion]);
        (reader.Path, reader.Context) = (path, context);
        return reader;
    }

    /// <summary>The C# type of a column's values when none is asked for; what a Row holds.</summary>
    public static Type Natural(Arrow.IArrowType type) => FixedColumns.Natural(type) ?? type switch
    {
        Arrow.BooleanType => typeof(bool),
        Arrow.Decimal128Type => typeof(decimal),
        Arrow.StringType or Arrow.LargeStringType or Arrow.StringViewType => typeof(string),
        Arrow.BinaryType or Arrow.LargeBinaryType or Arrow.BinaryViewType or Arrow.FixedSizeBinaryType => typeof(byte[]),
        Arrow.MapType => typeof(Hashtable),
        Arrow.ListType or Arrow.LargeListType or Arrow.FixedSizeListType => typeof(ArrayList),
        Arrow.StructType record => ArrowTypes.IsVariant(record) ? typeof(Variant) : typeof(Microsoft.Spark.Sql.Row),
        Arrow.DictionaryType dictionary => Natural(dictionary.ValueType),
        Arrow.NullType => typeof(object),
        _ => throw new NotSupportedException($"Arrow's type {type.Name} has no form in C#"),
    };

    static ColumnReader? Find(Type target, Arrow.IArrowType type, string path, ReadContext context)
    {
        if (type is Arrow.NullType) return Make(typeof(NullReader<>), [target]);
        if (target == typeof(object)) return new ObjectReader(Create(Natural(type), type, path, context));
        if (Nullable.GetUnderlyingType(target) is { } inner) return Make(typeof(NullableReader<>), [inner], Create(inner, type, path, context));
        if (type is Arrow.DictionaryType dictionary) return Make(typeof(DictionaryEncodedReader<>), [target], Create(target, dictionary.ValueType, path, context));
        if (FixedColumns.Find(type, target) is var (raw, conversion)) return Make(typeof(FixedReader<,,>), [raw, target, conversion]);
        return type switch
        {
            Arrow.BooleanType when target == typeof(bool) => new BooleanReader(),
            Arrow.Decimal128Type when target == typeof(decimal) || target == typeof(SqlDecimal) || target == typeof(BigInteger) => Make(typeof(DecimalReader<>), [target], type),
            Arrow.Decimal128Type when FixedColumns.IsNumber(target) => Make(typeof(ExactDecimalReader<>), [target], Create(typeof(decimal), type, path, context)),
            Arrow.IntegerType or Arrow.FloatingPointType when FixedColumns.IsNumber(target) && FixedColumns.Natural(type) is { } number =>
                Make(typeof(FixedReader<,,>), [number, target, typeof(Exact<,>).MakeGenericType(number, target)]),
            Arrow.StringType or Arrow.LargeStringType or Arrow.StringViewType => Text(target),
            Arrow.BinaryType or Arrow.LargeBinaryType or Arrow.BinaryViewType or Arrow.FixedSizeBinaryType { TypeId: Arrow.ArrowTypeId.FixedSizedBinary } when target == typeof(byte[]) => new BinaryReader(),
            Arrow.MapType map => Map(target, map, path, context),
            Arrow.ListType list => List(target, list, list.ValueDataType, path, context),
            Arrow.LargeListType list => List(target, list, list.ValueDataType, path, context),
            Arrow.FixedSizeListType list => List(target, list, list.ValueDataType, path, context),
            Arrow.StructType record when ArrowTypes.IsVariant(record) => target == typeof(Variant) ? new VariantColumnReader(record) : Make(typeof(ConvertingReader<>), [target], Create(typeof(Variant), type, path, context)),
            Arrow.StructType record => StructReaders.Create(target, record.Fields, path, context),
            _ => null,
        };
    }

    static ColumnReader? Text(Type target) =>
        target == typeof(string) ? new StringReader()
        : target == typeof(char) ? new CharReader()
        : target == typeof(Guid) ? new GuidReader()
        : target.IsEnum ? Make(typeof(EnumReader<>), [target])
        : null;

    static ColumnReader? List(Type target, Arrow.IArrowType type, Arrow.IArrowType elementType, string path, ReadContext context)
    {
        if (Collections.Entry(target) is not null || Collections.Element(target) is not { } element) return null;
        var elements = Create(element, elementType, path + ".element", context);
        if (target == typeof(ArrayList)) return new ArrayListReader((ColumnReader<object?>)elements);
        var array = element.MakeArrayType();
        if (target == array) return Make(typeof(ArrayReader<>), [element], elements);
        if (target == typeof(List<>).MakeGenericType(element)) return Make(typeof(ListOfReader<>), [element], elements);
        return target.IsAssignableFrom(array)
            ? Make(typeof(UpcastReader<,>), [array, target], Create(array, type, path, context))
            : Make(typeof(ConvertingReader<>), [target], Create(array, type, path, context));
    }

    static ColumnReader? Map(Type target, Arrow.MapType map, string path, ReadContext context)
    {
        if (Collections.Entry(target) is not var (key, value)) return null;
        var dictionary = typeof(Dictionary<,>).MakeGenericType(key, value);
        if (target == dictionary || target == typeof(Hashtable))
        {
            var keys = Create(key, map.KeyField.DataType, path + ".key", context);
            var values = Create(value, map.ValueField.DataType, path + ".value", context);
            return target == dictionary
                ? Make(typeof(DictionaryReader<,>), [key, value], keys, values)
                : new HashtableReader((ColumnReader<object?>)keys, (ColumnReader<object?>)values);
        }
        return target.IsAssignableFrom(dictionary)
            ? Make(typeof(UpcastReader<,>), [dictionary, target], Create(dictionary, map, path, context))
            : Make(typeof(ConvertingReader<>), [target], Create(dictionary, map, path, context));
    }

    internal static ColumnReader Make(Type definition, Type[] arguments, params object[] parameters) =>
        (ColumnReader)Activator.CreateInstance(definition.MakeGenericType(arguments), parameters)!;

    static string Name(Arrow.IArrowType type)
    {
        try
        {
            return ArrowTypes.ToSpark(type).SimpleString;
        }
        catch (NotSupportedException)
        {
            return $"Arrow's {type.Name}";
        }
    }

    static string Hint(Type target, Arrow.IArrowType type) =>
        FixedColumns.Natural(type) is { } natural && natural != target ? $": read it as {natural.Name}" : "";
}
