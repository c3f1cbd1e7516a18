namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>How a metric of each class becomes one of all classes.</summary>
public enum ClassAverage
{
    /// <summary>The plain mean over the classes that were found or predicted: every class counts alike.</summary>
    Macro,

    /// <summary>The metric of all classes' counts together: every row counts alike.</summary>
    Micro,

    /// <summary>The mean over the classes, weighted by their rows.</summary>
    Weighted,
}
