using System.Reflection;

namespace DistributedML.Spark.Functions;

/// <summary>The types of a travelling graph, each written once: where it is defined, its generic arguments, and the fields that are written of its objects.</summary>
sealed class TypeTable
{
    readonly Dictionary<Type, int> _ids = [];
    readonly List<Type> _types = [];
    readonly HashSet<Assembly> _assemblies = [];
    readonly Dictionary<int, FieldInfo[]> _fields = [];

    public IReadOnlySet<Assembly> Assemblies => _assemblies;

    public int Id(Type type)
    {
        if (_ids.TryGetValue(type, out var known)) return known;
        foreach (var part in Parts(type)) Id(part);
        if (!type.HasElementType && !type.IsConstructedGenericType) _assemblies.Add(type.Assembly);
        for (var parent = type.BaseType; parent is not null && !AssemblySet.IsFramework(parent.Assembly); parent = parent.BaseType) _assemblies.Add(parent.Assembly);
        _types.Add(type);
        return _ids[type] = _types.Count - 1;
    }

    /// <summary>The instance fields whose values travel, base classes first; those marked NonSerialized do not.</summary>
    public FieldInfo[] Fields(Type type)
    {
        var id = Id(type);
        if (_fields.TryGetValue(id, out var known)) return known;
        var fields = new List<FieldInfo>();
        for (var owner = type; owner is not null && owner != typeof(ValueType); owner = owner.BaseType)
            fields.InsertRange(0, owner.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => !field.Attributes.HasFlag((FieldAttributes)0x80)));
        foreach (var field in fields) Id(field.DeclaringType!);
        return _fields[id] = [.. fields];
    }

    /// <summary>Writes which method this is. The caller writes into a stream that is read when all types are known.</summary>
    public void WriteMethod(BinaryWriter output, MethodInfo method)
    {
        output.Write7BitEncodedInt(Id(method.DeclaringType!));
        output.Write(method.Name);
        output.Write(MethodSignature.Of(method));
        var arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        output.Write7BitEncodedInt(arguments.Length);
        foreach (var argument in arguments) output.Write7BitEncodedInt(Id(argument));
    }

    public void Write(BinaryWriter output)
    {
        output.Write7BitEncodedInt(_types.Count);
        foreach (var type in _types)
        {
            var kind = type.IsSZArray ? TypeKind.Vector : type.IsArray ? TypeKind.Array : type.IsConstructedGenericType ? TypeKind.Generic : TypeKind.Named;
            output.Write((byte)kind);
            switch (kind)
            {
                case TypeKind.Named:
                    output.Write(type.Assembly.GetName().Name!);
                    output.Write(type.FullName!);
                    break;
                case TypeKind.Array:
                    output.Write7BitEncodedInt(type.GetArrayRank());
                    break;
                case TypeKind.Generic:
                    output.Write7BitEncodedInt(type.GetGenericArguments().Length);
                    break;
            }
            foreach (var part in Parts(type)) output.Write7BitEncodedInt(_ids[part]);
        }
        output.Write7BitEncodedInt(_fields.Count);
        foreach (var (id, fields) in _fields)
        {
            output.Write7BitEncodedInt(id);
            output.Write7BitEncodedInt(fields.Length);
            foreach (var field in fields)
            {
                output.Write7BitEncodedInt(_ids[field.DeclaringType!]);
                output.Write(field.Name);
            }
        }
    }

    static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? [type.GetElementType()!]
        : type.IsConstructedGenericType ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments()]
        : [];
}
