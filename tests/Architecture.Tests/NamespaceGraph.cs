using System.Reflection;

namespace DistributedML.Tests.Architecture;

/// <summary>Which namespaces of an assembly use which, and by which types. Only the namespaces that begin with <see cref="Ours"/> are in it.</summary>
sealed class NamespaceGraph
{
    const string Ours = "DistributedML.";
    const int Named = 4;   // types in a message

    readonly Dictionary<(string From, string To), SortedSet<string>> _arrows = [];

    NamespaceGraph()
    {
    }

    /// <summary>The arrows, each with the types that make it.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Arrows => _arrows;

    public static NamespaceGraph Of(Assembly assembly)
    {
        var graph = new NamespaceGraph();
        foreach (var type in assembly.GetTypes().Where(IsOurs))
            foreach (var used in UsedTypes.Of(type).Where(used => used.Assembly == assembly && IsOurs(used) && used.Namespace != type.Namespace))
                graph.Add(type, used);
        return graph;
    }

    /// <summary>The groups of namespaces that reach one another, after some arrows are taken away.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cycles(IReadOnlySet<(string From, string To)> without)
    {
        var next = _arrows.Keys.Where(arrow => !without.Contains(arrow)).ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reached = next.ToDictionary(from => from.Key, from => Reach(from.Key, next));
        return [.. reached.Where(from => from.Value.Contains(from.Key))
            .Select(from => from.Value.Where(to => reached.TryGetValue(to, out var back) && back.Contains(from.Key)).Order(StringComparer.Ordinal).ToArray())
            .DistinctBy(group => group[0])];
    }

    /// <summary>The arrows among some namespaces with the types that make them, for a message.</summary>
    public string Describe(IReadOnlyList<string> among) => string.Join('\n', _arrows
        .Where(arrow => among.Contains(arrow.Key.From) && among.Contains(arrow.Key.To))
        .OrderBy(arrow => arrow.Key)
        .Select(arrow => $"  {arrow.Key.From} -> {arrow.Key.To}: {string.Join(", ", arrow.Value.Take(Named))}{More(arrow.Value.Count - Named)}"));

    static string More(int left) => left > 0 ? $" and {left} more" : "";

    void Add(Type user, Type used)
    {
        var arrow = (user.Namespace!, used.Namespace!);
        if (!_arrows.TryGetValue(arrow, out var types)) _arrows[arrow] = types = new(StringComparer.Ordinal);
        types.Add($"{Outer(user).Name} uses {Outer(used).Name}");
    }

    static HashSet<string> Reach(string from, ILookup<string, string> next)
    {
        var (reached, left) = (new HashSet<string>(), new Stack<string>(next[from]));
        while (left.TryPop(out var place))
            if (reached.Add(place))
                foreach (var further in next[place]) left.Push(further);
        return reached;
    }

    static bool IsOurs(Type type) => type.Namespace?.StartsWith(Ours, StringComparison.Ordinal) == true;

    static Type Outer(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }
}
