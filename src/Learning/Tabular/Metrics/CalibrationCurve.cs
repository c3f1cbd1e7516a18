namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>How well scores are the probabilities that they claim to be, by bins of equal width; bins without rows are left out.</summary>
/// <param name="MeanScore">The mean score of each bin's rows.</param>
/// <param name="PositivePart">Part of each bin's rows that are positive.</param>
/// <param name="Weight">The weight of each bin's rows.</param>
public sealed record CalibrationCurve(double[] MeanScore, double[] PositivePart, double[] Weight)
{
    /// <summary>
    /// Expected calibration error: the mean over the rows of |mean score − part of positives| of their bin (Naeini, Cooper and
    /// Hauskrecht, AAAI 2015); NaN where no row counts.
    /// </summary>
    public double Error => MeanScore.Select((mean, i) => Weight[i] * Math.Abs(mean - PositivePart[i])).Sum() / Weight.Sum();
}
