using System.Text;

namespace DistributedML.Data.Json;

/// <summary>A property that columns are read from, and those within it: a tree of the columns' paths.</summary>
sealed class JsonPath
{
    readonly List<JsonPath> _children = [];
    readonly byte[] _name;

    JsonPath(string name) => _name = Encoding.UTF8.GetBytes(name);

    /// <summary>The columns that this property is the value of.</summary>
    internal List<int> Columns { get; } = [];

    /// <summary>The columns that hold how many elements it has, where it is an array: those whose path goes on with "length".</summary>
    internal IReadOnlyList<int> Lengths => _children.Find(child => child._name.AsSpan().SequenceEqual("length"u8))?.Columns ?? [];

    internal bool HasChildren => _children.Count > 0;

    /// <summary>The root of paths, each at its column's place.</summary>
    internal static JsonPath Of(IReadOnlyList<string> paths)
    {
        var root = new JsonPath("");
        for (var column = 0; column < paths.Count; column++)
        {
            var node = root;
            foreach (var part in Parts(paths[column]))
            {
                var next = node._children.Find(child => child._name.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(part)));
                if (next is null) node._children.Add(next = new(part));
                node = next;
            }
            node.Columns.Add(column);
        }
        return root;
    }

    /// <summary>The property of the name that the reader stands on; null when no column needs it.</summary>
    internal JsonPath? Child(ref System.Text.Json.Utf8JsonReader reader)
    {
        foreach (var child in _children)
        {
            if (reader.ValueTextEquals(child._name)) return child;
        }
        return null;
    }

    /// <summary>The names of a path: between dots, where a backslash does not stand before the dot.</summary>
    static IEnumerable<string> Parts(string path)
    {
        var part = new StringBuilder();
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length) part.Append(path[++at]);
            else if (path[at] == '.')
            {
                yield return part.ToString();
                part.Clear();
            }
            else part.Append(path[at]);
        }
        yield return part.ToString();
    }
}
