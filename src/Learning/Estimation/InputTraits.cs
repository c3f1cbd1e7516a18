namespace DistributedML.Learning.Estimation;

/// <summary>
/// What an estimator takes beside numbers that are all present, and what it needs of them. A preparation chain is chosen by it.
/// </summary>
[Flags]
public enum InputTraits
{
    /// <summary>Numeric features without missing values.</summary>
    None = 0,

    /// <summary>Takes missing values.</summary>
    TakesMissing = 1,

    /// <summary>Takes categorical features by their codes.</summary>
    TakesCategorical = 2,

    /// <summary>Takes sparse blocks.</summary>
    TakesSparse = 4,

    /// <summary>Learns better when the features have similar scales.</summary>
    WantsScaled = 8,

    /// <summary>Refuses values below 0.</summary>
    NeedsNonNegative = 16,

    /// <summary>Ignores the features: takes any.</summary>
    IgnoresFeatures = 32,
}
