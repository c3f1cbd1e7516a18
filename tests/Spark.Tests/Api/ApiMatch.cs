using System.Reflection;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark;

/// <summary>Finds the members of the listing in the assembly.</summary>
static class ApiMatch
{
    const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    static readonly Dictionary<string, string> Keywords = new()
    {
        ["Boolean"] = "bool",
        ["Byte"] = "byte",
        ["Int16"] = "short",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["Single"] = "float",
        ["Double"] = "double",
        ["Decimal"] = "decimal",
        ["String"] = "string",
        ["Object"] = "object",
        ["Void"] = "void",
    };

    static readonly Dictionary<(string, int), string> Operators = new()
    {
        [("-", 1)] = "op_UnaryNegation",
        [("-", 2)] = "op_Subtraction",
        [("!", 1)] = "op_LogicalNot",
        [("==", 2)] = "op_Equality",
        [("!=", 2)] = "op_Inequality",
        [(">", 2)] = "op_GreaterThan",
        [("<", 2)] = "op_LessThan",
        [(">=", 2)] = "op_GreaterThanOrEqual",
        [("<=", 2)] = "op_LessThanOrEqual",
        [("|", 2)] = "op_BitwiseOr",
        [("&", 2)] = "op_BitwiseAnd",
        [("+", 2)] = "op_Addition",
        [("*", 2)] = "op_Multiply",
        [("/", 2)] = "op_Division",
        [("%", 2)] = "op_Modulus",
    };

    public static Type? Find(ApiClass type)
    {
        var open = type.Name.IndexOf('<');
        return typeof(SparkSession).Assembly.GetType(open < 0 ? type.Name : $"{type.Name[..open]}`1") is { IsPublic: true } found ? found : null;
    }

    /// <summary>Whether the listing means this method of a type by the member of that type.</summary>
    public static bool Is(MethodBase method, ApiMember member) => (member.Kind, method) switch
    {
        (ApiKind.Constructor, ConstructorInfo constructor) => Matches(constructor.GetParameters(), member, []),
        (ApiKind.Field, MethodInfo getter) => getter.Name == $"get_{member.Name}" && Matches(getter.IsStatic, member, getter.ReturnType),
        (ApiKind.Indexer, MethodInfo getter) => getter.Name == "get_Item" && Matches(getter.GetParameters(), member, []),
        (ApiKind.Method, MethodInfo own) => Matches(own, member),
        _ => false,
    };

    public static bool Has(Type type, ApiMember member) => member.Kind switch
    {
        ApiKind.Field => type.GetField(member.Name, Public) is { } field && Matches(field.IsStatic, member, field.FieldType)
            || type.GetProperty(member.Name, Public) is { } property && Matches(property.GetMethod!.IsStatic, member, property.PropertyType),
        ApiKind.Indexer => type.GetProperties(Public).Any(indexer => Matches(indexer.GetIndexParameters(), member, []) && Text(indexer.PropertyType, []) == member.Result),
        ApiKind.Constructor => type.GetConstructors().Any(constructor => Matches(constructor.GetParameters(), member, [])),
        _ => type.GetMethods(Public).Any(method => Matches(method, member)),
    };

    static bool Matches(bool isStatic, ApiMember member, Type type) => isStatic == member.IsStatic && (member.Result.Length == 0 || Text(type, []) == Simple(member.Result));

    static bool Matches(MethodInfo method, ApiMember member)
    {
        var name = member.Name.StartsWith("operator ", StringComparison.Ordinal) ? Operators[(member.Name[9..], member.Parameters.Length)]
            : member.Name.StartsWith("implicit operator ", StringComparison.Ordinal) ? "op_Implicit"
            : member.Name;
        var generic = method.GetGenericArguments();
        if (method.Name != name || method.IsStatic != member.IsStatic || generic.Length != member.Arity) return false;
        // The listing calls them T, or T1 to Tn and TResult; here only their order counts.
        var last = member.Parameters.Any(parameter => parameter.Type.Contains("TResult")) ? 1 : 0;
        var names = generic.Length == 1 && last == 0 && !member.Parameters.Any(parameter => parameter.Type.Contains("T1"))
            ? ["T"]
            : Enumerable.Range(1, generic.Length - last).Select(i => $"T{i}").Concat(Enumerable.Repeat("TResult", last)).ToArray();
        var byName = generic.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second);
        return Matches(method.GetParameters(), member, byName) && (member.Result.Length == 0 || Text(method.ReturnType, byName) == Simple(member.Result));
    }

    static bool Matches(ParameterInfo[] actual, ApiMember member, Dictionary<Type, string> generic)
    {
        var expected = member.Parameters;
        if (actual.Length < expected.Length || actual.Skip(expected.Length).Any(parameter => !parameter.IsOptional)) return false;
        return expected.Zip(actual).All(pair =>
            Text(pair.Second.ParameterType, generic) == Simple(pair.First.Type)
            && (pair.First.Name.Length == 0 || pair.First.Name == pair.Second.Name)
            && pair.First.IsParams == pair.Second.IsDefined(typeof(ParamArrayAttribute))
            && (!pair.First.IsOptional || pair.Second.IsOptional && Default(pair.First.Default, pair.Second.DefaultValue)));
    }

    static bool Default(string expected, object? actual) => expected switch
    {
        "" => true,
        "null" => actual is null,
        _ => string.Equals(expected.Trim('"'), actual?.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    static string Simple(string type) => type.Replace("Catalog.Catalog", "Catalog");

    static string Text(Type type, Dictionary<Type, string> generic)
    {
        if (generic.TryGetValue(type, out var name)) return name;
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return Text(type.GetElementType()!, generic) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return Text(inner, generic) + "?";
        if (!type.IsGenericType) return type.IsEnum ? type.Name : type.Namespace == "System" ? Keywords.GetValueOrDefault(type.Name, type.Name) : Alias(type);
        return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(argument => Text(argument, generic)))}>";
    }

    static string Alias(Type type) => type == typeof(Microsoft.Data.Analysis.DataFrame) ? "FxDataFrame" : type.Name;
}
