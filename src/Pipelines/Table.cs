namespace DistributedML.Pipelines;

/// <summary>The checked table. Its columns are also the schema of the events.</summary>
public sealed record Table
{
    /// <summary>The table's name; also that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// One SELECT over the relation <c>source</c> (the source's typed columns, and <c>file</c> and <c>line</c>) that returns one row for each row of it:
    /// renames, casts, derived columns.
    /// </summary>
    public required string Sql { get; init; }

    /// <summary>The columns that <see cref="Sql"/> returns, in order.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }

    /// <summary>The column that identifies a row and its event.</summary>
    public required string Id { get; init; }

    /// <summary>The timestamp column: it orders events, and its day partitions the table.</summary>
    public required string Time { get; init; }
}
