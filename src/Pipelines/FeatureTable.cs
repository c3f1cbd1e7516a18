namespace DistributedML.Pipelines;

/// <summary>A table derived from the checked table, published beside it.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Sql">A SELECT over the checked table by its name.</param>
public sealed record FeatureTable(string Name, string Sql);
