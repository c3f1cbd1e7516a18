namespace DistributedML.Learning.Anomalies;

/// <summary>Calibration of the surprise of amounts, above and below the level.</summary>
/// <param name="High">For amounts above the level.</param>
/// <param name="Low">For amounts below the level.</param>
public readonly record struct AmountTails(TailCalibration High, TailCalibration Low)
{
    /// <summary>Takes the raw model at its word.</summary>
    public static AmountTails Raw => new(TailCalibration.Raw, TailCalibration.Raw);

    /// <summary>How probable a surprise at least as large on either side is.</summary>
    public double Probability(double surprise, bool above) => Math.Min(1, 2 * (above ? High : Low).Probability(surprise));

    /// <summary>The surprise on one side from which the probability is at most this.</summary>
    public double Threshold(double probability, bool above) => (above ? High : Low).Threshold(probability / 2);
}
