using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace DistributedML.Spark.Functions;

/// <summary>Reads what <see cref="GraphWriter"/> wrote: makes all objects, fills them, and last adds the entries of dictionaries and sets, whose keys must be whole by then.</summary>
sealed class GraphReader
{
    readonly BinaryReader _reader;
    readonly Type[] _types;
    readonly Dictionary<Type, FieldInfo[]> _fields = [];
    readonly Func<Type, string, object> _broadcast;
    readonly (GraphKind Kind, object? Value, (MethodInfo, Type)[] Methods)[] _objects;
    readonly int[][] _targets;

    /// <param name="reader">At the graph's first byte.</param>
    /// <param name="resolve">Finds a type by its assembly's name and its own.</param>
    /// <param name="broadcast">Makes a broadcast of a type from its artifact's name.</param>
    GraphReader(BinaryReader reader, Func<string, string, Type> resolve, Func<Type, string, object> broadcast)
    {
        (_reader, _broadcast) = (reader, broadcast);
        _types = new Type[reader.Read7BitEncodedInt()];
        for (var i = 0; i < _types.Length; i++) _types[i] = ReadType(resolve);
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--) ReadFieldNames();
        _objects = new (GraphKind, object?, (MethodInfo, Type)[])[reader.Read7BitEncodedInt()];
        _targets = new int[_objects.Length][];
    }

    public static object Read(BinaryReader reader, Func<string, string, Type> resolve, Func<Type, string, object> broadcast)
    {
        var graph = new GraphReader(reader, resolve, broadcast);
        for (var i = 0; i < graph._objects.Length; i++) graph._objects[i] = graph.ReadHead();
        return graph.ReadBodies();
    }

    Type ReadType(Func<string, string, Type> resolve)
    {
        switch ((TypeKind)_reader.ReadByte())
        {
            case TypeKind.Named:
                var assembly = _reader.ReadString();
                return resolve(assembly, _reader.ReadString());
            case TypeKind.Vector:
                return _types[_reader.Read7BitEncodedInt()].MakeArrayType();
            case TypeKind.Array:
                var rank = _reader.Read7BitEncodedInt();
                return _types[_reader.Read7BitEncodedInt()].MakeArrayType(rank);
            case TypeKind.Generic:
                var arguments = new Type[_reader.Read7BitEncodedInt()];
                var definition = _types[_reader.Read7BitEncodedInt()];
                for (var i = 0; i < arguments.Length; i++) arguments[i] = _types[_reader.Read7BitEncodedInt()];
                return definition.MakeGenericType(arguments);
            case var kind:
                throw new InvalidDataException($"The function has a type of kind {kind}, which this worker does not know; it is older than the client");
        }
    }

    void ReadFieldNames()
    {
        var type = _types[_reader.Read7BitEncodedInt()];
        var fields = new FieldInfo[_reader.Read7BitEncodedInt()];
        for (var i = 0; i < fields.Length; i++)
        {
            var owner = _types[_reader.Read7BitEncodedInt()];
            var name = _reader.ReadString();
            fields[i] = owner.GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                ?? throw new MissingFieldException($"{owner.FullName} of {owner.Assembly.FullName} has no field '{name}': client and worker have different builds of it");
        }
        _fields[type] = fields;
    }

    (GraphKind Kind, object? Value, (MethodInfo, Type)[] Methods) ReadHead()
    {
        var kind = (GraphKind)_reader.ReadByte();
        switch (kind)
        {
            case GraphKind.Text:
                return (kind, _reader.ReadString(), []);
            case GraphKind.Named:
                var named = _reader.ReadString();
                return (kind, NamedObjects.Make(named, _reader.ReadString()), []);
        }
        var type = _types[_reader.Read7BitEncodedInt()];
        switch (kind)
        {
            case GraphKind.Primitive:
                return (kind, Primitives.Read(_reader, type), []);
            case GraphKind.Message:
                var message = (IMessage)Activator.CreateInstance(type)!;
                message.MergeFrom(_reader.ReadBytes(_reader.Read7BitEncodedInt()));
                return (kind, message, []);
            case GraphKind.Broadcast:
                return (kind, _broadcast(type, _reader.ReadString()), []);
            case GraphKind.Array:
                var lengths = new int[type.GetArrayRank()];
                for (var i = 0; i < lengths.Length; i++) lengths[i] = _reader.Read7BitEncodedInt();
                return (kind, Array.CreateInstance(type.GetElementType()!, lengths), []);
            case GraphKind.Delegate:
                var methods = new (MethodInfo, Type)[_reader.Read7BitEncodedInt()];
                for (var i = 0; i < methods.Length; i++) methods[i] = (ReadMethod(), type);
                return (kind, null, methods);
            default:
                return (kind, RuntimeHelpers.GetUninitializedObject(type), []);
        }
    }

    MethodInfo ReadMethod()
    {
        var owner = _types[_reader.Read7BitEncodedInt()];
        var name = _reader.ReadString();
        var signature = _reader.ReadString();
        var arguments = new Type[_reader.Read7BitEncodedInt()];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _types[_reader.Read7BitEncodedInt()];
        return MethodSignature.Find(owner, name, signature, arguments);
    }

    object ReadBodies()
    {
        // A delegate is made with its target in place, so the targets' numbers are read ahead: bodies follow in the order of the objects.
        var fills = new List<Action>();
        var entries = new List<Action>();
        for (var i = 0; i < _objects.Length; i++) ReadBody(i, fills, entries);
        foreach (var fill in fills) fill();
        entries.Reverse();
        foreach (var add in entries) add();
        return Object(1)!;
    }

    void ReadBody(int index, List<Action> fills, List<Action> entries)
    {
        var (kind, value, methods) = _objects[index];
        switch (kind)
        {
            case GraphKind.Delegate:
                _targets[index] = [.. methods.Select(_ => _reader.Read7BitEncodedInt())];
                break;
            case GraphKind.Array:
                ReadElements((Array)value!, fills);
                break;
            case GraphKind.Fields:
                var made = ReadFields(value!.GetType());
                fills.Add(() => Fill(value, made));
                break;
            case GraphKind.Entries:
                entries.Add(ReadEntries(value!));
                break;
        }
    }

    void ReadElements(Array array, List<Action> fills)
    {
        var element = array.GetType().GetElementType()!;
        if (Primitives.Is(element))
        {
            _reader.BaseStream.ReadExactly(Primitives.Bytes(array));
            return;
        }
        var items = new Func<object?>[array.Length];
        for (var i = 0; i < items.Length; i++) items[i] = ReadValue(element);
        fills.Add(() =>
        {
            var place = new int[array.Rank];
            foreach (var item in items)
            {
                array.SetValue(item(), place);
                for (var dimension = place.Length - 1; dimension >= 0 && ++place[dimension] == array.GetLength(dimension); dimension--) place[dimension] = 0;
            }
        });
    }

    Action ReadEntries(object value)
    {
        var type = value.GetType();
        var arguments = type.GetGenericArguments();
        var comparer = _reader.Read7BitEncodedInt();
        var items = new Func<object?>[_reader.Read7BitEncodedInt()];
        for (var i = 0; i < items.Length; i++) items[i] = ReadValue(arguments[i % arguments.Length]);
        var comparerType = typeof(IEqualityComparer<>).MakeGenericType(arguments[0]);
        return () =>
        {
            type.GetConstructor([comparerType])!.Invoke(value, [Object(comparer) ?? Default(arguments[0])]);
            if (value is IDictionary dictionary)
                for (var i = 0; i < items.Length; i += 2) dictionary.Add(items[i]()!, items[i + 1]());
            else
            {
                var add = type.GetMethod("Add")!;
                foreach (var item in items) add.Invoke(value, [item()]);
            }
        };
    }

    static object Default(Type key) => typeof(EqualityComparer<>).MakeGenericType(key).GetProperty("Default")!.GetValue(null)!;

    Func<object?>[] ReadFields(Type type) => [.. _fields[type].Select(field => ReadValue(field.FieldType))];

    void Fill(object target, Func<object?>[] values)
    {
        var fields = _fields[target.GetType()];
        for (var i = 0; i < fields.Length; i++) fields[i].SetValue(target, values[i]());
    }

    Func<object?> ReadValue(Type declared)
    {
        if (declared == typeof(nint)) return () => (nint)0;
        if (declared == typeof(nuint)) return () => (nuint)0;
        if (!declared.IsValueType)
        {
            var id = _reader.Read7BitEncodedInt();
            return () => Object(id);
        }
        if (Nullable.GetUnderlyingType(declared) is { } inner) return _reader.ReadBoolean() ? ReadValue(inner) : () => null;
        if (Primitives.Is(declared))
        {
            var value = Primitives.Read(_reader, declared);
            return () => value;
        }
        var parts = ReadFields(declared);
        return () =>
        {
            var value = RuntimeHelpers.GetUninitializedObject(declared);
            Fill(value, parts);
            return value;
        };
    }

    object? Object(int id)
    {
        if (id == 0) return null;
        var (kind, value, methods) = _objects[id - 1];
        if (kind != GraphKind.Delegate || value is not null) return value;
        var parts = new Delegate[methods.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = Delegate.CreateDelegate(methods[i].Item2, Object(_targets[id - 1][i]), methods[i].Item1);
        var made = parts.Length == 1 ? parts[0] : Delegate.Combine(parts)!;
        _objects[id - 1].Value = made;
        return made;
    }
}
