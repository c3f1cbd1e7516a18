using System.Collections;
using DistributedML.Numerics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DistributedML.Pipelines.Yaml;

/// <summary>Makes records of a YAML tree and goes on after an error, so that all of them are found. What could not be made is null.</summary>
sealed class Binder(Places places, IReadOnlyList<IDefinitionKind> kinds)
{
    internal object? Bind(YamlNode node, Type type, bool nullable = false, string what = "this")
    {
        if (IsEmpty(node))
        {
            if (!nullable) places.Add(node.Start, $"{what} is empty; expected {ScalarReader.Expected(type)}");
            return null;
        }
        if (Member.ElementOf(type) is { } element) return BindList(node, element, what);
        if (ScalarReader.Reads(type)) return BindScalar(node, type, what);
        return BindRecord(node, type, what, name: null);
    }

    object? BindScalar(YamlNode node, Type type, string what)
    {
        if (node is YamlScalarNode scalar && ScalarReader.Read(scalar.Value!, type) is { } value) return value;
        places.Add(node.Start, $"{what} is {Show(node)}; expected {ScalarReader.Expected(type)}{Hint(node, type)}");
        return null;
    }

    static string Hint(YamlNode node, Type type) => type.IsEnum && node is YamlScalarNode { Value: { } text }
        && NearName.Of(text, Enum.GetNames(type).Select(NameStyles.Kebab)) is { } near ? $"; did you mean '{near}'?" : "";

    Array? BindList(YamlNode node, Type element, string what)
    {
        var items = new List<object?>();
        if (Member.NameOf(element) is { } name)
        {
            if (Member.ValueOf(element) is not null)
            {
                foreach (var (key, value) in Listed(node, what)) items.Add(BindRecord(value, element, Text(key), (name, key)));
            }
            else if (node is not YamlMappingNode mapping)
            {
                places.Add(node.Start, $"{what} is {Show(node)}; expected a mapping from {(name.Key == "column" ? "columns" : "names")}");
                return null;
            }
            else
            {
                foreach (var (key, value) in Merged(mapping)) items.Add(BindRecord(value, element, Text(key), (name, key)));
            }
        }
        else if (node is YamlSequenceNode sequence)
        {
            foreach (var child in sequence.Children) items.Add(Bind(child, element, what: $"an element of {what}"));
        }
        else
        {
            items.Add(Bind(node, element, what: what));   // one element may stand without brackets
        }
        var list = Array.CreateInstance(element, items.Count(item => item is not null));
        ((IList)items.Where(item => item is not null).ToArray()).CopyTo(list, 0);
        return list;
    }

    /// <summary>The names of a list, each with its value; a name alone has an empty mapping.</summary>
    IEnumerable<(YamlNode Key, YamlNode Value)> Listed(YamlNode node, string what)
    {
        foreach (var child in node is YamlSequenceNode sequence ? sequence.Children : [node])
        {
            if (child is YamlMappingNode mapping)
            {
                foreach (var (key, value) in Merged(mapping)) yield return (key, IsEmpty(value) ? new YamlMappingNode() : value);
            }
            else if (child is YamlScalarNode { Value.Length: > 0 })
            {
                yield return (child, new YamlMappingNode());
            }
            else
            {
                places.Add(child.Start, $"an element of {what} is {Show(child)}; expected a name, or a name and its value");
            }
        }
    }

    object? BindRecord(YamlNode node, Type type, string what, (Member Member, YamlNode Key)? name)
    {
        var children = Children(node, type, what, name?.Member);
        if (children is null) return null;
        if (type == typeof(ModelDefinition) && !TakeKind(node, children, what, ref type)) return null;

        var members = Member.Of(type).Where(member => member.Key != name?.Member.Key).ToList();
        var values = new Dictionary<string, object?>();
        var marks = new Dictionary<string, Mark>();
        var whole = true;
        foreach (var (key, value) in children)
        {
            if (members.Find(member => member.Key == Text(key)) is not { } member)
            {
                places.Add(key.Start, $"unknown key '{Text(key)}' in {what}{NearName.Hint(Text(key), members.Select(one => one.Key))}");
                continue;
            }
            marks[member.Property.Name] = value.Start;
            if (member.Choice is not null) continue;
            values[member.Property.Name] = Bind(value, member.Type, member.Nullable, member.Key);
            whole &= values[member.Property.Name] is not null || member.Nullable || !member.Required;
        }
        foreach (var member in members.Where(member => member.Required && !marks.ContainsKey(member.Property.Name)))
        {
            places.Add(name?.Key.Start ?? node.Start, $"{what} has no '{member.Key}'; expected {ScalarReader.Expected(member.Type)}");
            whole = false;
        }
        if (name is { } named)
        {
            values[named.Member.Property.Name] = Text(named.Key);
            marks[named.Member.Property.Name] = named.Key.Start;
        }
        foreach (var member in members.Where(member => member.Choice is not null))
        {
            var value = children.FirstOrDefault(child => Text(child.Key) == member.Key).Value;
            whole &= Choose(member, value, values, marks);
        }
        if (!whole) return null;
        return Create(type, values, marks, name?.Key.Start ?? node.Start);
    }

    /// <summary>Binds a value whose type follows from the name that another member holds; false after an error.</summary>
    bool Choose(Member member, YamlNode? value, Dictionary<string, object?> values, Dictionary<string, Mark> marks)
    {
        var choice = member.Choice!;
        if (values.GetValueOrDefault(choice.Property) is not string chosen) return false;   // said already: the name is required
        if (choice.Choices.FirstOrDefault(one => one.Name == chosen).Type is not { } type)
        {
            var what = choice.Property == "Name" ? "step" : NameStyles.Camel(choice.Property);
            var names = choice.Choices.Select(one => one.Name);
            places.Add(marks[choice.Property], choice.Elsewhere(chosen) is { } other
                ? $"{what} '{chosen}' is {other}; expected one of {string.Join(", ", names)}"
                : $"unknown {what} '{chosen}'{NearName.Hint(chosen, names)}");
            return false;
        }
        var options = value is null || IsEmpty(value) ? Activator.CreateInstance(type) : Bind(value, type, what: $"{member.Key} of {chosen}");
        values[member.Property.Name] = options;
        return options is not null;
    }

    static bool IsEmpty(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <summary>The record's keys and values; a single value stands for a named record's only required member.</summary>
    Dictionary<YamlNode, YamlNode>? Children(YamlNode node, Type type, string what, Member? name)
    {
        if (Member.ValueOf(type) is { } single && name is not null && !IsEmptyMapping(node)
            && (node is not YamlMappingNode || Member.Of(type).Count(member => member.Key != name.Key) == 1))
            return new() { [new YamlScalarNode(single.Key)] = node };
        if (node is YamlMappingNode mapping) return Merged(mapping);
        if (node is YamlScalarNode && name is not null && !type.IsAbstract
            && Member.Of(type).Where(member => member.Required && member.Key != name.Key).ToList() is [var only])
            return new() { [new YamlScalarNode(only.Key)] = node };
        places.Add(node.Start, $"{what} is {Show(node)}; expected {ScalarReader.Expected(type)}");
        return null;
    }

    static bool IsEmptyMapping(YamlNode node) => node is YamlMappingNode { Children.Count: 0 };

    /// <summary>The mapping's own keys, and those that it takes over with "&lt;&lt;: *anchor".</summary>
    static Dictionary<YamlNode, YamlNode> Merged(YamlMappingNode mapping)
    {
        var children = new Dictionary<YamlNode, YamlNode>();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: "<<" } && value is YamlMappingNode other)
            {
                foreach (var (otherKey, otherValue) in Merged(other)) children.TryAdd(otherKey, otherValue);
            }
            else
            {
                children[key] = value;
            }
        }
        return children;
    }

    bool TakeKind(YamlNode node, Dictionary<YamlNode, YamlNode> children, string what, ref Type type)
    {
        var names = kinds.Select(kind => kind.Name);
        if (!children.Remove(new YamlScalarNode("kind"), out var kind))
        {
            places.Add(node.Start, $"model {what} has no 'kind'; expected one of {string.Join(", ", names)}");
            return false;
        }
        if (kinds.FirstOrDefault(known => known.Name == Text(kind)) is { } found)
        {
            type = found.Definition;
            return true;
        }
        places.Add(kind.Start, $"unknown kind '{Text(kind)}' of model {what}{NearName.Hint(Text(kind), names)}");
        return false;
    }

    object Create(Type type, Dictionary<string, object?> values, Dictionary<string, Mark> marks, Mark start)
    {
        var constructor = Member.Constructor(type);
        var record = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. constructor.GetParameters()
            .Select(parameter => values.GetValueOrDefault(parameter.Name!) ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null))]);
        var positional = constructor?.GetParameters().Select(parameter => parameter.Name).ToHashSet() ?? [];
        foreach (var member in Member.Of(type).Where(member => !positional.Contains(member.Property.Name)))
        {
            if (values.TryGetValue(member.Property.Name, out var value) && (value is not null || member.Nullable)) member.Property.SetValue(record, value);
        }
        places.Remember(record, "", start);
        foreach (var (property, mark) in marks) places.Remember(record, property, mark);
        return record;
    }

    static string Text(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value ?? "" : Show(node);

    static string Show(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { Length: > 60 } text } => $"'{text[..57]}...'",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
