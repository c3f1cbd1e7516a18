namespace DistributedML.Pipelines;

/// <summary>The checked table: one row for each row of the source. Its columns are also the schema of the events.</summary>
public sealed record Table
{
    /// <summary>The table's name: lower-case letters, digits and underscores; also its name in SQL.</summary>
    public required string Name { get; init; }

    /// <summary>The string column that identifies a row and its event; unique and never null.</summary>
    public required string Id { get; init; }

    /// <summary>The timestamp column: it orders events, and its day partitions the table; never null.</summary>
    public required string Time { get; init; }

    /// <summary>The columns, in order.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }
}
