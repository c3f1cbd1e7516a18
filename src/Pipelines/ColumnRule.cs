namespace DistributedML.Pipelines;

/// <summary>
/// What must hold for one column of a row. The same rule compiles to SQL for tables and to a predicate for events. Null values satisfy every
/// rule but <see cref="NotNull"/>.
/// </summary>
public sealed record ColumnRule
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>The value may not be null.</summary>
    public bool NotNull { get; init; }

    /// <summary>Smallest number allowed.</summary>
    public double? Min { get; init; }

    /// <summary>Largest number allowed.</summary>
    public double? Max { get; init; }

    /// <summary>The number must be larger than this.</summary>
    public double? Above { get; init; }

    /// <summary>The number must be smaller than this.</summary>
    public double? Below { get; init; }

    /// <summary>The texts allowed.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>A regular expression that the whole text must match; RE2 syntax (no look-around, no back-references).</summary>
    public string? Pattern { get; init; }
}
