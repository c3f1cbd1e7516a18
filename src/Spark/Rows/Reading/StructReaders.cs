using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>
/// Makes readers of structs and whole rows: as Row or GenericRow, as a tuple by position, as a record or class by name. Names are matched exactly or, failing
/// that, without regard to case, as Spark does.
/// </summary>
static class StructReaders
{
    /// <exception cref="InvalidCastException">A member has no column, or a column of another type; the message has near names.</exception>
    public static ColumnReader Create(Type target, IReadOnlyList<Field> fields, string path, ReadContext context, StructType? schema = null)
    {
        string Inner(string name) => path.Length == 0 ? name : $"{path}.{name}";
        if (target == typeof(Row) || target == typeof(GenericRow))
        {
            var type = schema ?? new StructType(fields.Select(field => new StructField(field.Name, ArrowTypes.ToSpark(field.DataType), field.IsNullable)));
            var all = fields.Select((field, i) => (i, Create(field, i))).ToArray();
            ColumnReader Create(Field field, int i) => type.Fields[i].DataType is StructType inner && field.DataType is Apache.Arrow.Types.StructType record
                ? Of(StructReaders.Create(typeof(Row), record.Fields, Inner(field.Name), context, inner), Inner(field.Name), context)
                : Readers.Create(Readers.Natural(field.DataType), field.DataType, Inner(field.Name), context);
            return target == typeof(Row)
                ? new StructReader<Row>(all, (readers, row) => new Row(Values(readers, row), type))
                : new StructReader<GenericRow>(all, (readers, row) => new GenericRow(Values(readers, row)));
        }
        if (!SparkTypes.IsStruct(target)) throw new InvalidCastException($"{Where(path)} a struct, which does not become {target.Name}");
        var shape = Shape.Of(target);
        if (shape.Constructor is null && !target.IsValueType)
            throw new InvalidCastException($"{target.Name} cannot be made of a row: it needs a constructor without arguments, or one whose arguments are named as its properties");
        var parameters = shape.Constructor?.GetParameters() ?? [];
        var members = parameters.Select(parameter => shape.MemberOf(parameter)!).ToList();
        members.AddRange(shape.Members.Where(member => member.IsSettable && !members.Contains(member)));
        if (shape.IsTuple && fields.Count != members.Count)
            throw new InvalidCastException($"{Where(path)} a struct of {fields.Count} columns, which does not become a tuple of {members.Count}: {string.Join(", ", fields.Select(field => field.Name))}");
        var names = new StructType(fields.Select(field => new StructField(field.Name, new NullType())));
        var chosen = members.Select((member, i) => Choose(member, shape.IsTuple ? i : names.IndexOf(member.Name))).ToArray();
        (int, ColumnReader) Choose(ShapeMember member, int position) => position >= 0
            ? (position, Readers.Create(member.Type, fields[position].DataType, Inner(fields[position].Name), context))
            : throw new InvalidCastException($"{target.Name}: {NearNames.Missing(Inner(member.Name), fields.Select(field => Inner(field.Name)))}");
        var make = Makers.GetValue(target, Compile);
        return Readers.Make(typeof(StructReader<>), [target], chosen, make);
    }

    static readonly ConditionalWeakTable<Type, Delegate> Makers = [];

    // (readers, row) => new T(((ColumnReader<A>)readers[0]).Read(row), ...) { B = ((ColumnReader<B>)readers[n]).Read(row), ... }
    static Delegate Compile(Type target)
    {
        var shape = Shape.Of(target);
        var readers = Expression.Parameter(typeof(ColumnReader[]), "readers");
        var row = Expression.Parameter(typeof(int), "row");
        Expression Read(int position, Type type)
        {
            var reader = typeof(ColumnReader<>).MakeGenericType(type);
            var cast = Expression.Call(typeof(Unsafe), nameof(Unsafe.As), [reader], Expression.ArrayIndex(readers, Expression.Constant(position)));
            return Expression.Call(cast, reader.GetMethod(nameof(ColumnReader<int>.Read), [typeof(int)])!, row);
        }
        var parameters = shape.Constructor?.GetParameters() ?? [];
        var set = parameters.Select(parameter => shape.MemberOf(parameter)!).ToList();
        var made = shape.Constructor is { } constructor ? Expression.New(constructor, parameters.Select((parameter, i) => Read(i, parameter.ParameterType))) : Expression.New(target);
        var rest = shape.Members.Where(member => member.IsSettable && !set.Contains(member))
            .Select((member, i) => (MemberBinding)Expression.Bind(member.Member, Read(parameters.Length + i, member.Type)));
        return Expression.Lambda(typeof(Func<,,>).MakeGenericType(typeof(ColumnReader[]), typeof(int), target), Expression.MemberInit(made, rest), readers, row).Compile();
    }

    static object?[] Values(ColumnReader[] readers, int row)
    {
        var values = new object?[readers.Length];
        for (var i = 0; i < values.Length; i++) values[i] = readers[i].ReadObject(row);
        return values;
    }

    static ColumnReader Of(ColumnReader reader, string path, ReadContext context)
    {
        (reader.Path, reader.Context) = (path, context);
        return reader;
    }

    static string Where(string path) => path.Length == 0 ? "A row is" : $"Column '{path}' is";
}
