namespace DistributedML.Pipelines;

/// <summary>A single figure over all rows that could be read, before any is dropped or goes to quarantine.</summary>
/// <param name="Name">camelCase; the JSON property that holds it.</param>
/// <param name="Sql">SQL aggregate expression over the table's columns, as in "count(distinct invoice)".</param>
public sealed record Fact(string Name, string Sql);
