namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>How much a column says about the target.</summary>
public enum SelectScore
{
    /// <summary>
    /// Between classes, the F of an analysis of variance; for a target of numbers, the F of a regression on the column alone.
    /// </summary>
    FTest,

    /// <summary>The χ² of a column's sums by class, for classes and values of at least 0 such as counts.</summary>
    ChiSquared,

    /// <summary>The mutual information of the column's bins and the classes, or the bins of a target of numbers, in nats.</summary>
    MutualInformation,
}
