using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistributedML.Jobs.Cli;

/// <summary>The figures of a run, by dotted names as in "etl.rowsIn"; written as nested JSON.</summary>
public sealed class Figures
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    readonly JsonObject _root = [];

    /// <summary>Sets a number; a value that is not finite is written as null, since JSON has no other word for it.</summary>
    public void Set(string name, double value) => Set(name, double.IsFinite(value) ? JsonValue.Create(value) : null);

    /// <summary>Sets a whole number.</summary>
    public void Set(string name, long value) => Set(name, JsonValue.Create(value));

    /// <summary>Sets a text.</summary>
    public void Set(string name, string value) => Set(name, JsonValue.Create(value));

    /// <summary>Sets any JSON; null stands for a figure that does not exist for this input.</summary>
    public void Set(string name, JsonNode? value)
    {
        var path = name.Split('.');
        var node = _root;
        foreach (var part in path[..^1])
        {
            if (node[part] is not JsonObject child) node[part] = child = [];
            node = child;
        }
        node[path[^1]] = value;
    }

    /// <summary>A copy as JSON.</summary>
    public JsonObject ToJson() => (JsonObject)_root.DeepClone();

    /// <summary>The JSON text, indented.</summary>
    public override string ToString() => _root.ToJsonString(Indented);
}
