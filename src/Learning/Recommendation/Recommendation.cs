namespace DistributedML.Learning.Recommendation;

/// <summary>An item recommended.</summary>
/// <param name="Item">The item.</param>
/// <param name="Score">Its score; comparable within one answer only, higher is better.</param>
public readonly record struct Recommendation(string Item, float Score);

/// <summary>An item recommended, by its index in the model.</summary>
/// <param name="Index">The item's index.</param>
/// <param name="Score">Its score; comparable within one answer only, higher is better.</param>
public readonly record struct ScoredItem(int Index, float Score);
