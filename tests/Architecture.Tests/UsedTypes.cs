using System.Reflection;
using System.Reflection.Emit;

namespace DistributedML.Tests.Architecture;

/// <summary>
/// The types that a compiled type uses: in its base, interfaces, fields, signatures, attributes and in the code of its methods. Names of constants
/// do not count, since the compiler leaves only their values.
/// </summary>
static class UsedTypes
{
    const byte LongCode = 0xFE;
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Dictionary<byte, OpCode> ShortCodes = Codes(size: 1);
    static readonly Dictionary<byte, OpCode> LongCodes = Codes(size: 2);

    public static IEnumerable<Type> Of(Type type) =>
        InDeclaration(type)
            .Concat(type.GetFields(Declared).Select(field => field.FieldType))
            .Concat(type.GetMethods(Declared).SelectMany(method => InMethod(method).Append(method.ReturnType)))
            .Concat(type.GetConstructors(Declared).SelectMany(InMethod))
            .SelectMany(Parts);

    static IEnumerable<Type> InDeclaration(Type type) =>
        type.GetInterfaces().Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType)).Concat(type.BaseType is { } parent ? [parent] : []);

    static IEnumerable<Type> InMethod(MethodBase method)
    {
        foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
        if (method.GetMethodBody() is not { } body) yield break;
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [];
        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            var member = method.Module.ResolveMember(token, typeArguments, methodArguments);
            if (member is Type type) yield return type;
            if (member?.DeclaringType is { } owner) yield return owner;
            if (member is MethodInfo { IsGenericMethod: true } called)
                foreach (var argument in called.GetGenericArguments()) yield return argument;
        }
    }

    // A list of T is of List<> and T.
    static IEnumerable<Type> Parts(Type type)
    {
        while (type.HasElementType) type = type.GetElementType()!;
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    // The operands that name a type, field or method. Source of the sizes: ECMA-335, partition III, 1.9.
    static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var first = code[at++];
            var operand = (first == LongCode ? LongCodes[code[at++]] : ShortCodes[first]).OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(code, at);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    static Dictionary<byte, OpCode> Codes(int size) =>
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (OpCode)field.GetValue(null)!)
            .Where(code => code.Size == size)
            .ToDictionary(code => (byte)code.Value);
}
