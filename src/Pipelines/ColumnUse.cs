namespace DistributedML.Pipelines;

/// <summary>What a model uses a column for.</summary>
public enum ColumnRole
{
    /// <summary>What its state is kept by; also the key of the stream that it learns from.</summary>
    Key,

    /// <summary>What it learns from.</summary>
    Feature,

    /// <summary>What it predicts.</summary>
    Target,

    /// <summary>How much a row counts.</summary>
    Weight,

    /// <summary>Which rows belong together.</summary>
    Group,
}

/// <summary>A column of the checked table that a model reads.</summary>
/// <param name="Property">The definition's property that names it, as in code.</param>
/// <param name="Column">The column.</param>
/// <param name="Role">What it is used for.</param>
/// <param name="Types">The types that it may have; empty for any.</param>
public sealed record ColumnUse(string Property, string Column, ColumnRole Role, IReadOnlyList<ColumnType> Types)
{
    /// <summary>A text that states are kept by.</summary>
    public static ColumnUse Key(string property, string column) => new(property, column, ColumnRole.Key, [ColumnType.String]);

    /// <summary>A text that is learned from.</summary>
    public static ColumnUse Text(string property, string column) => new(property, column, ColumnRole.Feature, [ColumnType.String]);

    /// <summary>A number that is learned from.</summary>
    public static ColumnUse Number(string property, string column) => new(property, column, ColumnRole.Feature, [ColumnType.Integer, ColumnType.Double]);
}
