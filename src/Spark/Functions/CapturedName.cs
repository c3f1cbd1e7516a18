using System.Reflection;

namespace DistributedML.Spark.Functions;

/// <summary>Says in the source's own names where in a function a value was captured.</summary>
static class CapturedName
{
    public static string Describe(MethodInfo? function, IEnumerable<string> path, Type type, string advice)
    {
        var name = string.Join('.', path.Select(Clean).Where(part => part.Length > 0)).Replace(".[]", "[]");
        var where = function is null ? "The value" : $"The function in {Method(function)}";
        var what = name.Length > 0 ? $" captures '{name}' of type {type}, which" : $" is of type {type}, which";
        return $"{where}{what} cannot travel to the executors: {advice}";
    }

    // <>4__this is this; <Name>k__BackingField a property; CS$<>8__locals1 the variables of an outer block; the library's own wrappers have _fields.
    static string Clean(string member) =>
        member.StartsWith("<>4__this", StringComparison.Ordinal) ? "this"
        : member.StartsWith("CS$<>", StringComparison.Ordinal) ? ""
        : member.StartsWith('<') && member.IndexOf('>') is > 1 and var end ? member[1..end]
        : member;

    // <Main>b__0_1 in Program+<>c__DisplayClass0_0 is a lambda in Program.Main.
    static string Method(MethodInfo function)
    {
        var type = function.DeclaringType;
        while (type is { DeclaringType: { } outer } && type.Name.Contains('<')) type = outer;
        var name = function.Name.StartsWith('<') && function.Name.IndexOf('>') is > 1 and var end ? function.Name[1..end].Trim('<', '>', '$') : function.Name;
        return $"{type?.FullName ?? type?.Name}.{name}";
    }
}
