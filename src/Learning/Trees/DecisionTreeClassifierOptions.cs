namespace DistributedML.Learning.Trees;

/// <summary>
/// A decision tree for classes: axis-parallel splits that take the most from an impurity. Source: Breiman, Friedman, Olshen and Stone,
/// Classification and Regression Trees (1984). Time: rows · features for each level.
/// </summary>
public sealed record DecisionTreeClassifierOptions : TreeOptions
{
    /// <summary>The impurity.</summary>
    public Impurity Criterion { get; init; } = Impurity.Gini;
}
