namespace DistributedML.Pipelines;

/// <summary>A column of the checked table.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type; a row whose value cannot be cast to it goes to quarantine.</param>
/// <param name="Sql">
/// SQL expression over one row: the source's columns, <c>file</c>, <c>line</c>, and columns of this table that stand before it. Null: the
/// source's column of the same name. A window must be partitioned by <c>file</c>, so that a file can be read again on its own.
/// </param>
public sealed record TableColumn(string Name, ColumnType Type, string? Sql = null) : ColumnDefinition(Name, Type);
