namespace DistributedML.Pipelines;

/// <summary>What must hold. Exactly one of the three is set.</summary>
public sealed record Expectation
{
    /// <summary>For each row and each event.</summary>
    public ColumnRule? Rule { get; init; }

    /// <summary>Columns that together occur once in the table; every later occurrence (by file and line) goes to quarantine. Not checked for events.</summary>
    public IReadOnlyList<string>? Unique { get; init; }

    /// <summary>Bounds for the number of rows that one run reads from the source; outside of them nothing is published.</summary>
    public RowCount? RowCount { get; init; }
}

/// <summary>Bounds for a number of rows.</summary>
/// <param name="Min">At least.</param>
/// <param name="Max">At most; null for no bound.</param>
public sealed record RowCount(long Min, long? Max = null);
