namespace DistributedML.Learning.Anomalies;

/// <summary>
/// Anomalies of one key, one kind and one direction that belong together: a shift of a level is one incident and not an alert per event. It
/// begins with
/// its first anomaly and goes on while further ones come within <see cref="AnomalyDetectorOptions.CooldownHours"/> of the last; bursts go
/// on while at
/// most one bucket is ordinary, and a silence until the key is heard of again.
/// </summary>
/// <param name="Kind">What is anomalous.</param>
/// <param name="Begin">Event time of the first anomaly; with key, kind and direction it names the incident.</param>
/// <param name="End">Event time of the last anomaly; of a silence that is over, of the event that ended it.</param>
/// <param name="Events">Anomalous amounts; of a burst the events in its buckets up to the last; of a silence the open buckets without an
/// event.</param>
/// <param name="PeakTime">Event time of the peak, the anomaly with the largest score on either side.</param>
/// <param name="Observed">What was seen at the peak, as <see cref="Alert.Observed"/>.</param>
/// <param name="Expected">What was to be expected there.</param>
/// <param name="Score">Robust standard deviations of the peak; negative below the expectation.</param>
/// <param name="Probability">How probable something at least as far out as the peak is by chance.</param>
public sealed record Incident(
    AlertKind Kind, DateTime Begin, DateTime End, int Events, DateTime PeakTime, double Observed, double Expected, double Score,
        double Probability)
{
    /// <summary>Whether its anomalies lie above what was to be expected.</summary>
    public bool Above => Score > 0;

    /// <summary>The incident in one sentence.</summary>
    public string Evidence => Anomalies.Evidence.Incident(this);

    internal static Incident Of(Alert alert, int events) =>
        new(alert.Kind, alert.Time, alert.Time, events, alert.Time, alert.Observed, alert.Expected, alert.Score, alert.Probability);

    /// <summary>With one more anomaly, which is its peak where it is further out.</summary>
    internal Incident With(Alert alert, int events)
    {
        var longer = this with { Events = Events + events, End = alert.Time > End ? alert.Time : End };
        return Math.Abs(alert.Score) <= Math.Abs(Score) ? longer : longer with
        {
            PeakTime = alert.Time,
            Observed = alert.Observed,
            Expected = alert.Expected,
            Score = alert.Score,
            Probability = alert.Probability,
        };
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        writer.Write(Begin.Ticks);
        writer.Write(End.Ticks);
        writer.Write(Events);
        writer.Write(PeakTime.Ticks);
        writer.WriteValues<double>([Observed, Expected, Score, Probability]);
    }

    internal static Incident Read(BinaryReader reader) => new(
        (AlertKind)reader.ReadByte(), new(reader.ReadInt64()), new(reader.ReadInt64()), reader.ReadInt32(), new(reader.ReadInt64()),
        reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
