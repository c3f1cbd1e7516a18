using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using Arrow = Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>
/// Makes writers of structs and whole rows: of Row and GenericRow by position, of a tuple by position, of a record or class by name.
/// </summary>
static class StructWriters
{
    static readonly ConditionalWeakTable<Type, Func<object, object?[]>> Splitters = [];

    /// <exception cref="InvalidCastException">A column has no member, or a member of another type; the message has near names.</exception>
    public static ColumnWriter Create(Type source, StructType type, string path, WriteContext context)
    {
        string Inner(string name) => path.Length == 0 ? name : $"{path}.{name}";
        // A table without columns has rows all the same; it is never taken as a struct.
        var arrow = type.Fields.Count == 0 && path.Length == 0 ? null : ArrowTypes.ToArrow((DataType)type);
        ColumnWriter[] Boxed() => [.. type.Fields.Select(field => Writers.Create(typeof(object), field.DataType, Inner(field.Name), field.IsNullable, context))];
        Exception Size(int values) => new InvalidCastException($"Row {context.Row}{(path.Length == 0 ? "" : $", column '{path}'")}: {values} values do not fill {type.Fields.Count} columns: {string.Join(", ", type.Fields.Select(field => field.Name))}");
        void Write(ColumnWriter[] writers, object?[] values)
        {
            if (values.Length != writers.Length) throw Size(values.Length);
            for (var i = 0; i < writers.Length; i++) writers[i].AppendObject(values[i]);
        }
        bool WriteObject(ColumnWriter[] writers, object value)
        {
            if (value is Row row) Write(writers, row.Values);
            else if (value is GenericRow generic) Write(writers, generic.Values);
            else if (value is object?[] values) Write(writers, values);
            else if (SparkTypes.IsStruct(value.GetType()) && !value.GetType().IsPrimitive) Write(writers, Split(value, type, path));
            else return false;
            return true;
        }
        if (source == typeof(Row)) return new StructWriter<Row>((Arrow.StructType)arrow!, Boxed(), (writers, row) => Write(writers, row.Values), WriteObject);
        if (source == typeof(GenericRow)) return new StructWriter<GenericRow>((Arrow.StructType)arrow!, Boxed(), (writers, row) => Write(writers, row.Values), WriteObject);
        if (source == typeof(object?[])) return new StructWriter<object?[]>((Arrow.StructType)arrow!, Boxed(), Write, WriteObject);
        if (!SparkTypes.IsStruct(source)) throw new InvalidCastException($"{(path.Length == 0 ? "The row" : $"Column '{path}'")} is a struct, which {source.Name} does not become");
        var (members, fields) = (Members(source, type, path), type.Fields);
        var typed = members.Select((member, i) => Writers.Create(member.Type, fields[i].DataType, Inner(fields[i].Name), fields[i].IsNullable, context)).ToArray();
        return Writers.Make(typeof(StructWriter<>), [source], arrow!, typed, Compile(source, members), null!);
    }

    // The member for every column.
    static List<ShapeMember> Members(Type source, StructType type, string path)
    {
        var shape = Shape.Of(source);
        if (shape.IsTuple)
        {
            return shape.Members.Count == type.Fields.Count
                ? [.. shape.Members]
                : throw new InvalidCastException($"A tuple of {shape.Members.Count} values does not fill {type.Fields.Count} columns{(path.Length == 0 ? "" : $" of '{path}'")}: {string.Join(", ", type.Fields.Select(field => field.Name))}");
        }
        var names = new StructType(shape.Members.Select(member => new StructField(member.Name, new NullType())));
        return [.. type.Fields.Select(field => names.IndexOf(field.Name) is >= 0 and var i
            ? shape.Members[i]
            : throw new InvalidCastException($"{source.Name} does not fill column '{(path.Length == 0 ? "" : path + ".")}{field.Name}': {NearNames.Missing(field.Name, shape.Members.Select(member => member.Name)).Replace("column", "member")}"))];
    }

    // (writers, value) => { ((ColumnWriter<A>)writers[0]).Append(value.A); ... }
    static Delegate Compile(Type source, List<ShapeMember> members)
    {
        var writers = Expression.Parameter(typeof(ColumnWriter[]), "writers");
        var value = Expression.Parameter(source, "value");
        var appends = members.Select((member, i) =>
        {
            var writer = typeof(ColumnWriter<>).MakeGenericType(member.Type);
            var cast = Expression.Call(typeof(Unsafe), nameof(Unsafe.As), [writer], Expression.ArrayIndex(writers, Expression.Constant(i)));
            return (Expression)Expression.Call(cast, writer.GetMethod(nameof(ColumnWriter<int>.Append), [member.Type])!, Expression.MakeMemberAccess(value, member.Member));
        });
        return Expression.Lambda(typeof(Action<,>).MakeGenericType(typeof(ColumnWriter[]), source), Expression.Block(typeof(void), [Expression.Empty(), .. appends]), writers, value).Compile();
    }

    // A boxed record's values in the order of the columns.
    static object?[] Split(object value, StructType type, string path)
    {
        var members = Members(value.GetType(), type, path);
        var shape = Shape.Of(value.GetType());
        var all = Splitters.GetValue(value.GetType(), CompileSplitter)(value);
        return shape.IsTuple ? all : [.. members.Select(member => all[IndexOf(shape, member)])];
    }

    static int IndexOf(Shape shape, ShapeMember member)
    {
        for (var i = 0; i < shape.Members.Count; i++)
        {
            if (ReferenceEquals(shape.Members[i], member)) return i;
        }
        return -1;
    }

    static Func<object, object?[]> CompileSplitter(Type type)
    {
        var value = Expression.Parameter(typeof(object), "value");
        var typed = Expression.Convert(value, type);
        var values = Shape.Of(type).Members.Select(member => Expression.Convert(Expression.MakeMemberAccess(typed, member.Member), typeof(object)));
        return Expression.Lambda<Func<object, object?[]>>(Expression.NewArrayInit(typeof(object), values), value).Compile();
    }
}
