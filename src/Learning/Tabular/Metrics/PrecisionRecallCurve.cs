namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>Precision and recall by rising thresholds.</summary>
/// <param name="Precision">Part of the rows of at least the threshold that are positive; the last value is 1.</param>
/// <param name="Recall">Part of the positive rows that are of at least the threshold; the last value is 0.</param>
/// <param name="Thresholds">The thresholds; one fewer than there are points.</param>
public sealed record PrecisionRecallCurve(double[] Precision, double[] Recall, double[] Thresholds);
