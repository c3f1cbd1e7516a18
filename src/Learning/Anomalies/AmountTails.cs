namespace DistributedML.Learning.Anomalies;

/// <summary>Calibration of the surprise of amounts, above and below the level.</summary>
/// <param name="High">For amounts above the level.</param>
/// <param name="Low">For amounts below the level.</param>
public readonly record struct AmountTails(TailCalibration High, TailCalibration Low)
{
    /// <summary>Takes the raw model at its word.</summary>
    public static AmountTails Raw => new(TailCalibration.Raw, TailCalibration.Raw);

    /// <summary>
    /// How probable it is that some amount is at least as improbable as one with this surprise, whatever its sign: both sides have half of
    /// the false alarms.
    /// </summary>
    public double Probability(double surprise, bool above) => Math.Min(1, 2 * (above ? High : Low).Probability(surprise));

    /// <summary>
    /// How probable it is that some amount is at least as improbable as one with this surprise and sign. Both sides have half of the false alarms; of these
    /// the usual sign has two thirds and the unusual one a third, however rare it is.
    /// </summary>
    public double Probability(double surprise, bool above, double signShare) =>
        Math.Min(1, (signShare < 0.5 ? 6 * signShare : 3) * (above ? High : Low).Probability(surprise));
}
