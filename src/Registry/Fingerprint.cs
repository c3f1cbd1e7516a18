using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DistributedML.Registry;

/// <summary>Hashes of options and other small values.</summary>
public static class Fingerprint
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>
    /// SHA-256 in lower-case hexadecimal of the value's public properties as JSON, in the order of their declaration: equal values, equal hashes, on
    /// every machine. Properties are seen through their declared types.
    /// </summary>
    public static string Of(object value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Json)));

    /// <summary>The value's public properties as texts, nested ones with a dot and elements of lists with their index: "solver.iterations", "lags.0".</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Flatten(object value) =>
        Flatten("", JsonSerializer.SerializeToElement(value, value.GetType(), Json));

    static IEnumerable<KeyValuePair<string, string>> Flatten(string name, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Flatten(Join(name, property.Name), property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Flatten(Join(name, $"{index}"), item)),
        JsonValueKind.Null => [],
        _ => [KeyValuePair.Create(name, element.ToString())],
    };

    static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
