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
        var definitions = new JsonObject { ["model"] = Model(kinds) };
        var context = new Context(texts, definitions);
        var schema = Record(typeof(Pipeline), context, name: null);
        foreach (var kind in kinds) definitions[kind.Name] = Kind(kind, context);
        schema["$defs"] = definitions;
        schema["$schema"] = "http://json-schema.org/draft-07/schema#";
        schema["title"] = "A pipeline of DistributedML";
        return schema.ToJsonString(Readable) + "\n";
    }

    static JsonObject Of(Type type, Context context)
    {
        if (Member.ElementOf(type) is { } element)
        {
            if (Member.NameOf(element) is { } name && Member.ValueOf(element) is { } value)
            {
                var item = NameStyles.Kebab(element.Name);
                if (!context.Definitions.ContainsKey(item)) context.Definitions[item] = Listed(element, name, value, context);
                JsonObject Reference() => new() { ["$ref"] = $"#/$defs/{item}" };
                return new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = Reference() }, Reference()) };
            }
            return Member.NameOf(element) is { } key
                ? new() { ["type"] = "object", ["additionalProperties"] = Named(element, context, key) }
                : new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = Of(element, context) }, Of(element, context)) };
        }
        if (type.IsEnum) return new() { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(value => (JsonNode)NameStyles.Kebab(value))]) };
        if (type == typeof(string)) return new() { ["type"] = new JsonArray("string", "number", "boolean") };   // plain YAML texts may look like these
        if (type == typeof(SeriesStep)) return new() { ["type"] = "string", ["pattern"] = @"^(\d+ )?(second|minute|hour|day|week|month|quarter|year)s?$" };
        if (type == typeof(DateOnly)) return new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}-\d{2}$" };
        if (type == typeof(bool)) return new() { ["type"] = "boolean" };
        if (type == typeof(double) || type == typeof(float)) return new() { ["type"] = "number" };
        return ScalarReader.Reads(type) ? new() { ["type"] = "integer" } : Record(type, context, name: null);
    }

    /// <summary>A record in a mapping from names: a single value may stand for its only required member.</summary>
    static JsonObject Named(Type type, Context context, Member name)
    {
        if (type == typeof(ModelDefinition)) return new() { ["$ref"] = "#/$defs/model" };
        var record = Record(type, context, name);
        return Member.Of(type).Where(member => member.Required && member.Key != name.Key).ToList() is [var only]
            ? new() { ["anyOf"] = new JsonArray(Of(only.Type, context), record) } : record;
    }

    /// <summary>A name alone, or names with their values.</summary>
    static JsonObject Listed(Type type, Member name, Member value, Context context)
    {
        var mapping = new JsonObject { ["type"] = "object" };
        var names = new JsonObject { ["type"] = "string" };
        if (value.Choice is { } choice)
        {
            mapping["properties"] = new JsonObject([.. choice.Choices.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)Optional(Chosen(one.Type, context))))]);
            mapping["additionalProperties"] = false;
            names["enum"] = new JsonArray([.. choice.Choices.Select(one => (JsonNode)one.Name)]);
        }
        else
        {
            mapping["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Of(value.Type, context), Record(type, context, name)) };
        }
        return new() { ["anyOf"] = new JsonArray(names, mapping) };
    }

    /// <summary>A type that several names choose, described once.</summary>
    static JsonObject Chosen(Type type, Context context)
    {
        var name = NameStyles.Kebab(type.Name);
        if (!context.Definitions.ContainsKey(name)) context.Definitions[name] = Of(type, context);
        return new() { ["$ref"] = $"#/$defs/{name}" };
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

    static JsonObject Kind(IDefinitionKind kind, Context context)
    {
        var record = Record(kind.Definition, context, Member.NameOf(typeof(ModelDefinition)));
        record["properties"]!["kind"] = new JsonObject { ["const"] = kind.Name };
        return record;
    }

    static JsonObject Record(Type type, Context context, Member? name)
    {
        var members = Member.Of(type).Where(member => member.Key != name?.Key).ToList();
        var properties = new JsonObject();
        foreach (var member in members)
        {
            var schema = member.Choice is null ? Of(member.Type, context) : [];
            Bound(schema, member);
            if (Description(member, context) is { Length: > 0 } text) schema["description"] = text;
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
        foreach (var member in members) Choose(record, member, context);
        return record;
    }

    /// <summary>The names that choose a member's type, and what the member is under each.</summary>
    static void Choose(JsonObject record, Member member, Context context)
    {
        if (member.Choice is not { } choice) return;
        var key = NameStyles.Camel(choice.Property);
        if (record["properties"]![key] is not JsonObject names) return;
        names.Remove("type");
        names["enum"] = new JsonArray([.. choice.Choices.Select(one => (JsonNode)one.Name)]);
        record["properties"]![member.Key] = new JsonObject { ["description"] = Description(member, context) };
        record["allOf"] = new JsonArray([.. choice.Choices.Select(one => (JsonNode)new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { [key] = new JsonObject { ["const"] = one.Name } } },
            ["then"] = new JsonObject { ["properties"] = new JsonObject { [member.Key] = Chosen(one.Type, context) } },
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

    static string? Description(Member member, Context context)
    {
        var owner = member.Property.DeclaringType!;
        return context.Texts.GetValueOrDefault($"P:{owner.FullName}.{member.Property.Name}") is { Length: > 0 } summary ? summary
            : context.Texts.GetValueOrDefault($"T:{owner.FullName}#{member.Property.Name}");
    }

    static string Words(IEnumerable<XNode> nodes) => string.Join(' ', string.Concat(nodes.Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref => NameStyles.Camel(cref.Value.Split('.')[^1]),
        XElement element => Words(element.Nodes()),
        _ => "",
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the parts of a schema share.</summary>
    /// <param name="Texts">The documentation, by member.</param>
    /// <param name="Definitions">What is described once.</param>
    sealed record Context(Dictionary<string, string> Texts, JsonObject Definitions);
}
