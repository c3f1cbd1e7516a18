using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DistributedML.Spark.Rows;

/// <summary>
/// A record, class or tuple as a struct: its public properties and fields, base classes' first, in the order of their declaration. <see cref="ColumnAttribute"/> gives a
/// member another name, <see cref="NotMappedAttribute"/> leaves it out. A tuple's members are _1, _2, ... and are matched by position.
/// </summary>
sealed class Shape
{
    static readonly ConditionalWeakTable<Type, Shape> Shapes = [];

    Shape(Type type)
    {
        IsTuple = typeof(ITuple).IsAssignableFrom(type) && type.FullName!.StartsWith("System.");
        Members = IsTuple ? Tuple(type) : [.. Declared(type)];
        Constructor = ChooseConstructor(type);
    }

    public bool IsTuple { get; }

    public IReadOnlyList<ShapeMember> Members { get; }

    /// <summary>How a value is made: without arguments, or with as many as possible that are named as members; null when there is no such way.</summary>
    public ConstructorInfo? Constructor { get; }

    public static Shape Of(Type type) => Shapes.GetValue(type, type => new Shape(type));

    // A tuple of more than seven keeps the rest in a tuple of its own.
    static ShapeMember[] Tuple(Type type)
    {
        var items = type.IsValueType
            ? type.GetFields().Where(field => field.Name.StartsWith("Item")).Select((field, i) => new ShapeMember($"_{i + 1}", field, field.FieldType))
            : type.GetProperties().Where(property => property.Name.StartsWith("Item") && property.GetIndexParameters().Length == 0)
                .Select((property, i) => new ShapeMember($"_{i + 1}", property, property.PropertyType));
        if (type.GetGenericArguments().Length > 7) throw new ArgumentException($"A tuple of more than 7 values cannot be a row: use a record instead of {type.Name}");
        return [.. items];
    }

    static IEnumerable<ShapeMember> Declared(Type type)
    {
        var inherited = type.BaseType is { } above && above != typeof(object) && above != typeof(ValueType) ? Declared(above) : [];
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var own = type.GetProperties(Own)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Select(property => (Member: (MemberInfo)property, Type: property.PropertyType))
            .Concat(type.GetFields(Own).Select(field => (Member: (MemberInfo)field, Type: field.FieldType)))
            .Where(item => item.Member.GetCustomAttribute<NotMappedAttribute>() is null)
            .OrderBy(item => item.Member.MetadataToken)
            .Select(item => new ShapeMember(item.Member.GetCustomAttribute<ColumnAttribute>()?.Name ?? item.Member.Name, item.Member, item.Type))
            .ToList();
        return inherited.Where(member => !own.Exists(mine => mine.Member.Name == member.Member.Name)).Concat(own);
    }

    ConstructorInfo? ChooseConstructor(Type type)
    {
        var constructors = type.GetConstructors();
        return IsTuple
            ? constructors.First(constructor => constructor.GetParameters().Length == Members.Count)
            : Array.Find(constructors, constructor => constructor.GetParameters().Length == 0)
              ?? constructors.Where(constructor => constructor.GetParameters().All(parameter => MemberOf(parameter) is not null)).MaxBy(constructor => constructor.GetParameters().Length);
    }

    /// <summary>The member that a parameter of the constructor sets; null when none has its name.</summary>
    public ShapeMember? MemberOf(ParameterInfo parameter) => IsTuple
        ? Members[parameter.Position]
        : Members.FirstOrDefault(member => string.Equals(member.Member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && member.Type == parameter.ParameterType);
}
