using System.Reflection;
using System.Runtime.CompilerServices;

namespace DistributedML.Pipelines.Yaml;

/// <summary>A settable property of a record, as a key of a pipeline file.</summary>
/// <param name="Property">The property.</param>
/// <param name="Required">The key must be there.</param>
/// <param name="Nullable">Null may be said.</param>
sealed record Member(PropertyInfo Property, bool Required, bool Nullable)
{
    internal string Key => NameStyles.Camel(Property.Name);

    /// <summary>How the type of the value is chosen; null when it is the property's own.</summary>
    internal ChosenTypeAttribute? Choice => Property.GetCustomAttribute<ChosenTypeAttribute>();

    internal Type Type => System.Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>The members of a record, those of the base first.</summary>
    internal static IReadOnlyList<Member> Of(Type record)
    {
        var nullability = new NullabilityInfoContext();
        var parameters = Constructor(record)?.GetParameters() ?? [];
        var lineage = new List<Type>();
        for (var type = record; type is not null && type != typeof(object); type = type.BaseType) lineage.Insert(0, type);
        return [.. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .OrderBy(property => lineage.IndexOf(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
            .Select(property => new Member(
                property,
                Array.Find(parameters, parameter => parameter.Name == property.Name) is { } parameter
                    ? !parameter.HasDefaultValue
                    : property.IsDefined(typeof(RequiredMemberAttribute)),
                nullability.Create(property).WriteState == NullabilityState.Nullable))];
    }

    /// <summary>The constructor that takes the record's positional members; null when there is one without parameters.</summary>
    internal static ConstructorInfo? Constructor(Type record) => record.GetConstructor(Type.EmptyTypes) is not null ? null
        : record.GetConstructors().SingleOrDefault(constructor => constructor.GetParameters() is [var first, ..] && first.ParameterType != record);

    /// <summary>
    /// The member that names an element of a list: such a list is written as a mapping from names. Null for elements that have no name.
    /// </summary>
    internal static Member? NameOf(Type element) => element.IsClass && element != typeof(string)
        ? Of(element).FirstOrDefault(member => member.Required && member.Property.Name is "Name" or "Column" && member.Type == typeof(string))
        : null;

    /// <summary>The member that a single value sets where elements are listed by name; null where they are not.</summary>
    internal static Member? ValueOf(Type element) => element.GetCustomAttribute<ListedByNameAttribute>() is { } listed
        ? Of(element).First(member => member.Property.Name == listed.Value) : null;

    /// <summary>The element type of a list or array; null for any other type.</summary>
    internal static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
