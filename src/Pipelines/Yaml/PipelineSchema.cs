using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DistributedML.Learning;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Pipelines.Yaml;

/// <summary>The JSON schema of pipeline files, for editors: made from the records, described by their documentation.</summary>
public static class PipelineSchema
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as JSON text.</summary>
    /// <param name="kinds">The kinds of models.</param>
    /// <param name="documentation">XML documentation files of the assemblies that hold the records.</param>
    public static string Generate(IReadOnlyList<IDefinitionKind> kinds, params IEnumerable<string> documentation)
    {
        var texts = new Dictionary<string, string>();
        foreach (var member in documentation.SelectMany(file => XDocument.Load(file).Descendants("member")))
        {
            var name = member.Attribute("name")!.Value;
            texts[name] = Words(member.Element("summary")?.Nodes() ?? []);
            foreach (var parameter in member.Elements("param")) texts[$"{name}#{parameter.Attribute("name")!.Value}"] = Words(parameter.Nodes());
        }
        var schema = Record(typeof(Pipeline), texts, name: null);
        var definitions = new JsonObject { ["model"] = Model(kinds) };
        foreach (var kind in kinds) definitions[kind.Name] = Kind(kind, texts);
        schema["$defs"] = definitions;
        schema["$schema"] = "http://json-schema.org/draft-07/schema#";
        schema["title"] = "A pipeline of DistributedML";
        return schema.ToJsonString(Readable) + "\n";
    }

    static JsonObject Of(Type type, Dictionary<string, string> texts)
    {
        if (Member.ElementOf(type) is { } element)
        {
            if (Member.NameOf(element) is { } name && Member.ValueOf(element) is { } value) return Listed(element, name, value, texts);
            return Member.NameOf(element) is { } key
                ? new() { ["type"] = "object", ["additionalProperties"] = Named(element, texts, key) }
                : new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = Of(element, texts) }, Of(element, texts)) };
        }
        if (type.IsEnum) return new() { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(value => (JsonNode)NameStyles.Kebab(value))]) };
        if (type == typeof(string)) return new() { ["type"] = new JsonArray("string", "number", "boolean") };   // plain YAML texts may look like these
        if (type == typeof(SeriesStep)) return new() { ["type"] = "string", ["pattern"] = @"^(\d+ )?(second|minute|hour|day|week|month|quarter|year)s?$" };
        if (type == typeof(DateOnly)) return new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}-\d{2}$" };
        if (type == typeof(bool)) return new() { ["type"] = "boolean" };
        if (type == typeof(double) || type == typeof(float)) return new() { ["type"] = "number" };
        return ScalarReader.Reads(type) ? new() { ["type"] = "integer" } : Record(type, texts, name: null);
    }

    /// <summary>A record in a mapping from names: a single value may stand for its only required member.</summary>
    static JsonObject Named(Type type, Dictionary<string, string> texts, Member name)
    {
        if (type == typeof(ModelDefinition)) return new() { ["$ref"] = "#/$defs/model" };
        var record = Record(type, texts, name);
        return Member.Of(type).Where(member => member.Required && member.Key != name.Key).ToList() is [var only]
            ? new() { ["anyOf"] = new JsonArray(Of(only.Type, texts), record) } : record;
    }

    /// <summary>A list of names, each alone or with its value, or a mapping from names.</summary>
    static JsonObject Listed(Type type, Member name, Member value, Dictionary<string, string> texts)
    {
        var mapping = new JsonObject { ["type"] = "object" };
        var names = new JsonObject { ["type"] = "string" };
        if (value.Choice is { } choice)
        {
            mapping["properties"] = new JsonObject([.. choice.Choices.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)Optional(Of(one.Type, texts))))]);
            mapping["additionalProperties"] = false;
            names["enum"] = new JsonArray([.. choice.Choices.Select(one => (JsonNode)one.Name)]);
        }
        else
        {
            mapping["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Of(value.Type, texts), Record(type, texts, name)) };
        }
        var item = new JsonObject { ["anyOf"] = new JsonArray(names, mapping) };
        return new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = item }, item.DeepClone()) };
    }

    static JsonObject Optional(JsonObject schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

    static JsonObject Model(IReadOnlyList<IDefinitionKind> kinds) => new()
    {
        ["required"] = new JsonArray("kind"),
        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = new JsonArray([.. kinds.Select(kind => (JsonNode)kind.Name)]) } },
        ["allOf"] = new JsonArray([.. kinds.Select(kind => (JsonNode)new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind.Name } } },
            ["then"] = new JsonObject { ["$ref"] = $"#/$defs/{kind.Name}" },
        })]),
    };

    static JsonObject Kind(IDefinitionKind kind, Dictionary<string, string> texts)
    {
        var record = Record(kind.Definition, texts, Member.NameOf(typeof(ModelDefinition)));
        record["properties"]!["kind"] = new JsonObject { ["const"] = kind.Name };
        return record;
    }

    static JsonObject Record(Type type, Dictionary<string, string> texts, Member? name)
    {
        var members = Member.Of(type).Where(member => member.Key != name?.Key).ToList();
        var properties = new JsonObject();
        foreach (var member in members)
        {
            var schema = member.Choice is null ? Of(member.Type, texts) : [];
            Bound(schema, member);
            if (Description(member, texts) is { Length: > 0 } text) schema["description"] = text;
            properties[member.Key] = schema;
        }
        var record = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. members.Where(member => member.Required).Select(member => (JsonNode)member.Key)]),
            ["properties"] = properties,
            ["patternProperties"] = new JsonObject { ["^<<$"] = new JsonObject() },   // YAML's merge key
            ["additionalProperties"] = false,
        };
        foreach (var member in members) Choose(record, member, texts);
        return record;
    }

    /// <summary>The names that choose a member's type, and what the member is under each.</summary>
    static void Choose(JsonObject record, Member member, Dictionary<string, string> texts)
    {
        if (member.Choice is not { } choice) return;
        var key = NameStyles.Camel(choice.Property);
        if (record["properties"]![key] is not JsonObject names) return;
        names.Remove("type");
        names["enum"] = new JsonArray([.. choice.Choices.Select(one => (JsonNode)one.Name)]);
        record["properties"]![member.Key] = new JsonObject { ["description"] = Description(member, texts) };
        record["allOf"] = new JsonArray([.. choice.Choices.Select(one => (JsonNode)new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { [key] = new JsonObject { ["const"] = one.Name } } },
            ["then"] = new JsonObject { ["properties"] = new JsonObject { [member.Key] = Of(one.Type, texts) } },
        })]);
    }

    /// <summary>Puts the bounds that a property states into its schema. Those of a list hold for its elements.</summary>
    static void Bound(JsonObject schema, Member member)
    {
        JsonObject[] each = [schema];
        if (Member.ElementOf(member.Type) is not null && schema["anyOf"] is JsonArray forms)
        {
            var list = forms[0]!.AsObject();
            each = [list["items"]!.AsObject(), forms[1]!.AsObject()];
            if (member.Property.GetCustomAttribute<LengthAttribute>() is { } length) (list["minItems"], list["maxItems"]) = (length.MinimumLength, length.MaximumLength);
        }
        foreach (var value in each)
        {
            if (member.Property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
                value["enum"] = new JsonArray([.. allowed.Values.Select(one => JsonSerializer.SerializeToNode(one))]);
            if (member.Property.GetCustomAttribute<RangeAttribute>() is not { } range) continue;
            if (OptionBounds.Low(range) is { } low) value[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = low;
            if (OptionBounds.High(range) is { } high) value[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = high;
        }
    }

    static string? Description(Member member, Dictionary<string, string> texts)
    {
        var owner = member.Property.DeclaringType!;
        return texts.GetValueOrDefault($"P:{owner.FullName}.{member.Property.Name}") is { Length: > 0 } summary ? summary
            : texts.GetValueOrDefault($"T:{owner.FullName}#{member.Property.Name}");
    }

    static string Words(IEnumerable<XNode> nodes) => string.Join(' ', string.Concat(nodes.Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref => NameStyles.Camel(cref.Value.Split('.')[^1]),
        XElement element => Words(element.Nodes()),
        _ => "",
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
