namespace DistributedML.Learning.Tabular;

/// <summary>A feature of a table: its name, and how its values are held.</summary>
/// <param name="Name">The name; unique in its schema, compared exactly.</param>
/// <param name="Type">How its values are held.</param>
public sealed record Feature(string Name, FeatureType Type)
{
    /// <summary>The levels of a categorical feature by their codes, distinct; empty for other types.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Columns of a sparse block; 1 for other types.</summary>
    public int Width { get; init; } = 1;

    /// <inheritdoc/>
    public bool Equals(Feature? other) =>
        other is not null && Name == other.Name && Type == other.Type && Width == other.Width && Levels.SequenceEqual(other.Levels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, Width, Levels.Count);
}
