using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>Reads types from the JSON that Spark writes; a user-defined type is taken as the SQL type that it is stored as.</summary>
static class TypeJson
{
    public static DataType Parse(string json)
    {
        try
        {
            // Dates in the metadata stay the texts that they are.
            using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
            return Parse(JToken.ReadFrom(reader));
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The schema is no JSON: {error.Message}", error);
        }
    }

    public static JObject ParseObject(string json) => JObject.Parse(json);

    static DataType Parse(JToken json) => json switch
    {
        JValue { Type: JTokenType.String } name => new DdlParser((string)name!).ParseType(),
        JObject type => (string?)type["type"] switch
        {
            "struct" => new StructType(Part<JArray>(type, "fields").Select(ParseField)),
            "array" => new ArrayType(Parse(Part<JToken>(type, "elementType")), (bool)Part<JToken>(type, "containsNull")),
            "map" => new MapType(Parse(Part<JToken>(type, "keyType")), Parse(Part<JToken>(type, "valueType")), (bool)Part<JToken>(type, "valueContainsNull")),
            "udt" => Parse(Part<JToken>(type, "sqlType")),
            _ => throw new ArgumentException($"Spark has no type {type.ToString(Formatting.None)}"),
        },
        _ => throw new ArgumentException($"Spark has no type {json.ToString(Formatting.None)}"),
    };

    static StructField ParseField(JToken json)
    {
        if (json is not JObject field) throw new ArgumentException($"{json.ToString(Formatting.None)} is no field of a struct");
        var metadata = field["metadata"] as JObject ?? [];
        return new(
            (string)Part<JToken>(field, "name")!, Collated(Parse(Part<JToken>(field, "type")), metadata, (string)field["name"]!), (bool?)field["nullable"] ?? true, metadata);
    }

    // Spark writes a column's collation beside its type, so that older readers see a plain string.
    static DataType Collated(DataType type, JObject metadata, string path) => type switch
    {
        StringType when metadata["__COLLATIONS"]?[path] is { } name => new StringType(((string)name!).Split('.')[^1]),
        ArrayType array => new ArrayType(Collated(array.ElementType, metadata, path + ".element"), array.ContainsNull),
        MapType map => new MapType(Collated(map.KeyType, metadata, path + ".key"), Collated(map.ValueType, metadata, path + ".value"), map.ValueContainsNull),
        _ => type,
    };

    static T Part<T>(JObject json, string name) where T : JToken =>
        json[name] as T ?? throw new ArgumentException($"'{name}' is missing in {json.ToString(Formatting.None)}");
}
