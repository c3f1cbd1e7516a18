using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Trees;

/// <summary>How far a decision tree grows. Leaves are split in the order of their gain.</summary>
public abstract record TreeOptions : IOptions
{
    /// <summary>Splits between the root and a leaf at the most.</summary>
    [Range(0, 200)]
    public int MaxDepth { get; init; } = 10;

    /// <summary>Leaves at the most.</summary>
    [Range(1, int.MaxValue)]
    public int MaxLeaves { get; init; } = int.MaxValue;

    /// <summary>Sum of the weights of a leaf's rows at the least; with weights of 1, the number of rows.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double MinLeafWeight { get; init; } = 1;

    /// <summary>
    /// What a split must take from the impurity at the least, as a part of the table's weight: impurity decrease · weight of the node /
    /// weight of all.
    /// </summary>
    [Range(0, double.MaxValue)]
    public double MinImpurityDecrease { get; init; }

    /// <summary>
    /// Values of a numeric feature that are told apart: with at most as many different values every split between two of them is tried,
    /// otherwise those between so many quantiles.
    /// </summary>
    [Range(2, 65_000)]
    public int MaxBins { get; init; } = 255;
}
