namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>What stands in place of a missing value.</summary>
public enum ImputeStrategy
{
    /// <summary>The mean of a numeric feature.</summary>
    Mean,

    /// <summary>The median of a numeric feature.</summary>
    Median,

    /// <summary>
    /// The value of the largest weight of a numeric or categorical feature; of several the smallest, or the level of the lowest code.
    /// </summary>
    Mode,

    /// <summary>A number, level or text of the options.</summary>
    Constant,
}
