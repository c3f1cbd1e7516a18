using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Expressions;

namespace DistributedML.Spark.Functions;

/// <summary>
/// Writes an object and all that it refers to, shared references and cycles included. First comes what is needed to make each object, then what fills it,
/// so that the reader needs no order among them.
/// </summary>
sealed class GraphWriter
{
    readonly ClosureFields _closures;
    readonly TypeTable _types = new();
    readonly Dictionary<object, int> _ids = new(ReferenceEqualityComparer.Instance);
    readonly List<(object Value, int Parent, string? Member)> _objects = [];
    readonly HashSet<IBroadcast> _broadcasts = [];
    readonly List<FunctionPayload> _inner = [];
    readonly bool _besideDriver;
    readonly MemoryStream _headBytes = new();
    readonly MemoryStream _bodyBytes = new();
    readonly BinaryWriter _heads;
    readonly BinaryWriter _bodies;
    readonly Stack<string> _within = [];   // the fields that lead to the struct being written
    int _current = -1;

    GraphWriter(ClosureFields closures, bool besideDriver) =>
        (_closures, _besideDriver, _heads, _bodies) = (closures, besideDriver, new(_headBytes), new(_bodyBytes));

    /// <summary>The assemblies whose types are in the graph.</summary>
    public IReadOnlySet<Assembly> Assemblies => _types.Assemblies;

    /// <summary>The broadcasts that the graph refers to.</summary>
    public IReadOnlyCollection<IBroadcast> Broadcasts => _broadcasts;

    /// <summary>The functions that the graph holds to be sent on, with what they need.</summary>
    public IReadOnlyCollection<FunctionPayload> Inner => _inner;

    /// <exception cref="FunctionNotPortableException">An object in the graph cannot travel.</exception>
    public static GraphWriter Write(object root)
    {
        // Delegates of one method share the object that holds its variables; which of its fields they use is known once all are found.
        var closures = new ClosureFields();
        while (true)
        {
            var known = closures.Count;
            var writer = new GraphWriter(closures, root is IBatchAction);
            writer.WriteAll(root);
            if (closures.Count == known) return writer;
        }
    }

    public void CopyTo(BinaryWriter output)
    {
        _types.Write(output);
        output.Write7BitEncodedInt(_objects.Count);
        output.Write(_headBytes.GetBuffer().AsSpan(0, (int)_headBytes.Length));
        output.Write(_bodyBytes.GetBuffer().AsSpan(0, (int)_bodyBytes.Length));
    }

    void WriteAll(object root)
    {
        Reference(root, null);
        for (_current = 0; _current < _objects.Count; _current++) WriteBody(_objects[_current].Value);
    }

    int Reference(object? value, string? member)
    {
        if (value is null) return 0;
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, value, out var known);
        if (known) return id;
        _objects.Add((value, _current, Path(member)));
        var added = id = _objects.Count;
        WriteHead(value, added - 1);
        return added;
    }

    void WriteHead(object value, int index)
    {
        var type = value.GetType();
        switch (value)
        {
            case string text:
                Head(GraphKind.Text);
                _heads.Write(text);
                break;
            case IBroadcast broadcast:
                _broadcasts.Add(broadcast);
                Head(GraphKind.Broadcast, type);
                _heads.Write(broadcast.Artifact);
                break;
            case IMessage message when type.Assembly == typeof(GraphWriter).Assembly:
                _inner.AddRange(FunctionArtifacts.Commands(message).Select(FunctionPayload.Parse));
                Head(GraphKind.Message, type);
                _heads.Write7BitEncodedInt(message.CalculateSize());
                _heads.Write(message.ToByteArray());
                break;
            case Delegate function:
                Head(GraphKind.Delegate, type);
                WriteDelegate(function, index);
                break;
            case var _ when NamedObjects.Find(value) is { } named:
                Head(GraphKind.Named);
                _heads.Write(named.Kind);
                _heads.Write(named.Text);
                break;
            case var _ when Primitives.Is(type):
                Head(GraphKind.Primitive, type);
                Primitives.Write(_heads, value);
                break;
            case Array array:
                if (array.Rank == 1 && array.GetLowerBound(0) != 0) Refuse(index, type, "its first index is not 0");
                if (type.GetElementType()!.IsPointer) Refuse(index, type, Portability.Reason(type.GetElementType()!)!);
                Head(GraphKind.Array, type);
                for (var dimension = 0; dimension < array.Rank; dimension++) _heads.Write7BitEncodedInt(array.GetLength(dimension));
                break;
            // An action on micro-batches makes plans itself; on an executor nobody would take them.
            case Column or WindowSpec when _besideDriver:
                Head(GraphKind.Fields, type);
                break;
            case var _ when Portability.Reason(type) is { } reason:
                Refuse(index, type, reason);
                break;
            default:
                Head(Portability.IsEntries(type) ? GraphKind.Entries : GraphKind.Fields, type);
                break;
        }
    }

    void Head(GraphKind kind) => _heads.Write((byte)kind);

    void Head(GraphKind kind, Type type)
    {
        var id = _types.Id(type);
        Head(kind);
        _heads.Write7BitEncodedInt(id);
    }

    void WriteDelegate(Delegate function, int index)
    {
        var parts = function.GetInvocationList();
        _heads.Write7BitEncodedInt(parts.Length);
        foreach (var part in parts)
        {
            if (part.Method.DeclaringType is null || part.Method is System.Reflection.Emit.DynamicMethod) Refuse(index, part.GetType(), "it was compiled while the program ran; write it as a method or lambda");
            _closures.Add(part.Method);
            _types.WriteMethod(_heads, part.Method);
        }
    }

    void WriteBody(object value)
    {
        var type = value.GetType();
        switch (value)
        {
            case string or IBroadcast:
            case IMessage when type.Assembly == typeof(GraphWriter).Assembly:
                break;
            case Delegate function:
                foreach (var part in function.GetInvocationList()) _bodies.Write7BitEncodedInt(Reference(part.Target, null));
                break;
            case var _ when NamedObjects.Find(value) is not null || Primitives.Is(type):
                break;
            case Array array:
                WriteElements(array, type.GetElementType()!);
                break;
            case var _ when Portability.IsEntries(type):
                WriteEntries(value, type);
                break;
            default:
                WriteFields(value, type);
                break;
        }
    }

    void WriteElements(Array array, Type element)
    {
        if (Primitives.Is(element)) _bodies.Write(Primitives.Bytes(array));
        else
            foreach (var item in array) WriteValue(element, item, "[]");
    }

    void WriteEntries(object value, Type type)
    {
        var arguments = type.GetGenericArguments();
        var comparer = type.GetProperty("Comparer")!.GetValue(value);
        var isDefault = comparer!.GetType() == typeof(EqualityComparer<>).MakeGenericType(arguments[0]).GetProperty("Default")!.GetValue(null)!.GetType();
        _bodies.Write7BitEncodedInt(Reference(isDefault ? null : comparer, "Comparer"));
        var dictionary = value as IDictionary;
        var items = dictionary is null ? [.. ((IEnumerable)value).Cast<object?>()] : new List<object?>();
        if (dictionary is not null)
            foreach (DictionaryEntry entry in dictionary)
            {
                items.Add(entry.Key);
                items.Add(entry.Value);
            }
        _bodies.Write7BitEncodedInt(items.Count);
        for (var i = 0; i < items.Count; i++) WriteValue(arguments[i % arguments.Length], items[i], "[]");
    }

    void WriteFields(object value, Type type)
    {
        foreach (var field in _types.Fields(type))
        {
            var kept = !ClosureFields.IsClosure(field.DeclaringType!) || _closures.Uses(field);
            WriteValue(field.FieldType, kept ? field.GetValue(value) : null, field.Name);
        }
    }

    void WriteValue(Type declared, object? value, string member)
    {
        if (declared == typeof(nint) || declared == typeof(nuint))
        {
            if (value is not null) Fail(declared, member);   // else it is a captured variable that the function does not use
        }
        else if (!declared.IsValueType) _bodies.Write7BitEncodedInt(declared.IsPointer && value is not null ? Fail(declared, member) : Reference(value, member));
        else if (Nullable.GetUnderlyingType(declared) is { } inner)
        {
            _bodies.Write(value is not null);
            if (value is not null) WriteValue(inner, value, member);
        }
        else if (Primitives.Is(declared)) Primitives.Write(_bodies, value ?? Activator.CreateInstance(declared)!);
        else if (Portability.Reason(declared) is { } reason && value is not null) throw Refusal(_current, Path(member), declared, reason);
        else
        {
            _within.Push(member);
            WriteFields(value ?? RuntimeHelpers.GetUninitializedObject(declared), declared);
            _within.Pop();
        }
    }

    string? Path(string? member) => _within.Count == 0 || member is null ? member : string.Join('.', _within.Reverse().Append(member));

    int Fail(Type type, string member) => throw Refusal(_current, Path(member), type, Portability.Reason(type)!);

    void Refuse(int index, Type type, string advice) => throw Refusal(_objects[index].Parent, _objects[index].Member, type, advice);

    FunctionNotPortableException Refusal(int parent, string? member, Type type, string advice)
    {
        var path = new List<string>();
        if (member is not null) path.Add(member);
        MethodInfo? function = null;
        for (var i = parent; i >= 0; i = _objects[i].Parent)
        {
            if (_objects[i].Value is Delegate found)
            {
                function = found.Method;
                break;
            }
            if (_objects[i].Member is { } name) path.Add(name);
        }
        path.Reverse();
        return new(CapturedName.Describe(function, path, type, advice));
    }
}
