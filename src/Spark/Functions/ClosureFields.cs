using System.Reflection;
using System.Reflection.Emit;

namespace DistributedML.Spark.Functions;

/// <summary>
/// Which captured variables the functions to be sent use. The compiler keeps the variables of a block in one object for all lambdas in it; without this,
/// a lambda would drag along a session that only its neighbour uses.
/// </summary>
sealed class ClosureFields
{
    static readonly OpCode[] OneByte = new OpCode[256];
    static readonly OpCode[] TwoBytes = new OpCode[256];

    readonly HashSet<(Module, int)> _used = [];
    readonly HashSet<(Module, int)> _seen = [];

    static ClosureFields()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoBytes)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>How many variables are known to be used.</summary>
    public int Count => _used.Count;

    /// <summary>An object that the compiler made to hold captured variables.</summary>
    public static bool IsClosure(Type type) => type.Name.Contains("<>c__DisplayClass", StringComparison.Ordinal);

    public bool Uses(FieldInfo field) => _used.Contains((field.Module, field.MetadataToken));

    /// <summary>Adds what a method uses, and the lambdas, local functions and iterators in it.</summary>
    public void Add(MethodBase method)
    {
        var left = new Stack<MethodBase>([method]);
        while (left.TryPop(out var next))
        {
            if (!_seen.Add((next.Module, next.MetadataToken)) || next.GetMethodBody()?.GetILAsByteArray() is not { } code) continue;
            foreach (var member in Members(next, code))
            {
                if (member is FieldInfo field && IsClosure(field.DeclaringType!)) _used.Add((field.Module, field.MetadataToken));
                if (member is MethodBase called && called.DeclaringType is { } owner && (Portability.IsCompilerMade(owner) || called.Name.Contains('<')))
                {
                    left.Push(called);
                    if (called.IsConstructor && Portability.IsCompilerMade(owner) && !IsClosure(owner))
                        foreach (var step in owner.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)) left.Push(step);
                }
            }
        }
    }

    static IEnumerable<MemberInfo> Members(MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var operation = code[at] == 0xFE ? TwoBytes[code[at + 1]] : OneByte[code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok)
                if (method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments) is { } member) yield return member;
            at += operation.OperandType switch
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
}
