namespace DistributedML.Learning.Trees;

/// <summary>
/// A decision tree for numbers: axis-parallel splits that take the most from the squared error; a leaf predicts the mean of its rows.
/// Source: Breiman, Friedman, Olshen and Stone, Classification and Regression Trees (1984). Time: rows · features for each level.
/// </summary>
public sealed record DecisionTreeRegressorOptions : TreeOptions;
