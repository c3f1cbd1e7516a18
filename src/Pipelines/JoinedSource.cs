namespace DistributedML.Pipelines;

/// <summary>Files that say more about the rows of a source: a row of them for each key, as a list of shops. A key that stands twice is an error.</summary>
public sealed record JoinedSource : FileSource
{
    /// <summary>The name that messages and the report give to it.</summary>
    public required string Name { get; init; }

    /// <summary>The key: columns that both the source and this one have, with the same types.</summary>
    public required IReadOnlyList<string> On { get; init; }

    /// <summary>What becomes of the source's rows whose key is not here.</summary>
    public JoinKind Kind { get; init; } = JoinKind.Left;

    /// <summary>The columns that the source's rows get: all but the key.</summary>
    public IEnumerable<SourceColumn> Added => Columns.Where(column => !On.Contains(column.Name));
}

/// <summary>What becomes of rows without a match.</summary>
public enum JoinKind
{
    /// <summary>They stay; the joined columns are null.</summary>
    Left,

    /// <summary>They are dropped, and counted as such under the joined source's name.</summary>
    Inner,
}
