namespace DistributedML.Pipelines;

/// <summary>Rows that are left out on purpose.</summary>
/// <param name="Name">Why, in a word or two; the report counts rows under it.</param>
/// <param name="Where">SQL condition over the checked table's columns.</param>
public sealed record DropRule(string Name, string Where);
