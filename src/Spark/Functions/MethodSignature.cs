using System.Reflection;

namespace DistributedML.Spark.Functions;

/// <summary>Tells the overloads of a method apart by their signature as it is declared, before generic arguments are put in.</summary>
static class MethodSignature
{
    const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static string Of(MethodInfo method) => Definition(method).ToString()!;

    /// <summary>The method of that name and signature in a type.</summary>
    /// <exception cref="MissingMethodException">The type has none: the worker's assembly is another build.</exception>
    public static MethodInfo Find(Type type, string name, string signature, Type[] arguments)
    {
        var definition = Open(type).GetMethods(All).FirstOrDefault(method => method.Name == name && method.ToString() == signature)
            ?? throw new MissingMethodException($"{type.FullName} of {type.Assembly.FullName} has no method '{signature}': client and worker have different builds of it");
        var method = type.IsConstructedGenericType ? (MethodInfo)MethodBase.GetMethodFromHandle(definition.MethodHandle, type.TypeHandle)! : definition;
        return arguments.Length > 0 ? method.MakeGenericMethod(arguments) : method;
    }

    static MethodInfo Definition(MethodInfo method)
    {
        var open = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        return open.DeclaringType!.IsConstructedGenericType ? Open(open.DeclaringType).GetMethods(All).First(candidate => candidate.MetadataToken == open.MetadataToken) : open;
    }

    static Type Open(Type type) => type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
}
