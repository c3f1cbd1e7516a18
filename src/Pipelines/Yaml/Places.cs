using YamlDotNet.Core;

namespace DistributedML.Pipelines.Yaml;

/// <summary>Gathers the errors of one pipeline file, and knows where each value stands in it.</summary>
sealed class Places(string path)
{
    readonly Dictionary<(object Owner, string Property), Mark> _marks = new(new ByReference());
    readonly List<(Mark Mark, string Text)> _errors = [];

    internal IReadOnlyList<string> Errors =>
        [.. _errors.OrderBy(error => error.Mark.Index).Select(error => $"{path}:{error.Mark.Line}:{error.Mark.Column}: {error.Text}").Distinct()];

    internal void Add(Mark mark, string error) => _errors.Add((mark, error));

    internal void Remember(object owner, string property, Mark mark) => _marks[(owner, property)] = mark;

    internal bool Knows(object owner) => _marks.ContainsKey((owner, ""));

    /// <summary>Reports an error where the property was set, else where its owner begins.</summary>
    internal void Add(object owner, string property, string error) =>
        Add(_marks.TryGetValue((owner, property), out var mark) || _marks.TryGetValue((owner, ""), out mark) ? mark : Mark.Empty, error);

    sealed class ByReference : IEqualityComparer<(object Owner, string Property)>
    {
        public bool Equals((object Owner, string Property) x, (object Owner, string Property) y) =>
            ReferenceEquals(x.Owner, y.Owner) && x.Property == y.Property;

        public int GetHashCode((object Owner, string Property) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Owner), pair.Property);
    }
}
