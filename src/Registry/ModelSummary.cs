namespace DistributedML.Registry;

/// <summary>A model in a list of models.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Latest">Its newest version; also the number of versions.</param>
/// <param name="Created">When that was registered, UTC.</param>
/// <param name="Aliases">Its aliases, in order of their names.</param>
public sealed record ModelSummary(string Name, int Latest, DateTimeOffset Created, IReadOnlyList<ModelAlias> Aliases);
