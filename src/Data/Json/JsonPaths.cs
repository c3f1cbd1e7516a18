using System.Text.Json;

namespace DistributedML.Data.Json;

/// <summary>The paths that a JSON object has.</summary>
static class JsonPaths
{
    /// <summary>Adds the paths of an object's properties and of theirs, and of the lengths of arrays; what is no JSON has none.</summary>
    internal static void Add(ReadOnlySpan<byte> json, ISet<string> paths)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!JsonDocument.TryParseValue(ref reader, out var document)) return;
            using (document) Add(document.RootElement, "", paths);
        }
        catch (JsonException)
        {
            // A line that is not JSON goes to quarantine when the file is read.
        }
    }

    static void Add(JsonElement element, string prefix, ISet<string> paths)
    {
        if (element.ValueKind == JsonValueKind.Array) paths.Add(prefix + "length");
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
        {
            var path = prefix + property.Name.Replace(".", @"\.");
            paths.Add(path);
            Add(property.Value, path + ".", paths);
        }
    }
}
