namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>Receiver operating characteristic, by falling thresholds.</summary>
/// <param name="FalsePositiveRate">Part of the negative rows of at least the threshold; NaN where there are none.</param>
/// <param name="TruePositiveRate">Part of the positive rows of at least the threshold; NaN where there are none.</param>
/// <param name="Thresholds">The thresholds; the first is infinite.</param>
public sealed record RocCurve(double[] FalsePositiveRate, double[] TruePositiveRate, double[] Thresholds);
