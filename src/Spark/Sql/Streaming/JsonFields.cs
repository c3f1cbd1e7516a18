using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Fields of Spark's JSON that may be missing or null.</summary>
static class JsonFields
{
    public static string? Text(this JsonElement element, string name) => element.Find(name)?.GetString();

    /// <summary>A value as JSON; Spark writes one now as itself, now as a text of JSON.</summary>
    public static string? Raw(this JsonElement element, string name) => element.Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } value => value.GetRawText(),
        null => null,
    };

    public static long Long(this JsonElement element, string name, long otherwise = 0) => element.Find(name)?.GetInt64() ?? otherwise;

    /// <summary>A number; Spark leaves NaN out and writes the infinities as texts.</summary>
    public static double Double(this JsonElement element, string name) => element.Find(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when text.GetString() == "Infinity" => double.PositiveInfinity,
        _ => double.NaN,
    };

    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) => element.Find(name) is { } map ? [.. map.EnumerateObject()] : [];

    public static IEnumerable<JsonElement> Elements(this JsonElement element, string name) => element.Find(name) is { } list ? [.. list.EnumerateArray()] : [];

    static JsonElement? Find(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
