namespace DistributedML.Learning.Anomalies;

/// <summary>
/// The artifact of training: what all keys share, and every key's detector as it stood after the last row. Streams start from it: a shard takes copies of
/// the detectors of its keys, makes new ones of <see cref="Model"/> for keys that it has not met, and carries on.
/// </summary>
public sealed class TrainedDetector : IState
{
    /// <summary>Amounts that a key needs at least to tell the scale of the amounts; see <see cref="AmountScale.Auto"/>.</summary>
    public const int FewestForScale = 10;

    readonly SortedDictionary<string, AnomalyDetector> _detectors;
    readonly AnomalyDetector _unknown;

    /// <summary>A model without any key yet.</summary>
    public TrainedDetector(AnomalyModel model) : this(model, -1, new(StringComparer.Ordinal))
    {
    }

    internal TrainedDetector(AnomalyModel model, long openBucket, SortedDictionary<string, AnomalyDetector> detectors) =>
        (Model, OpenBucket, _detectors, _unknown) = (model, openBucket, detectors, new(model));

    /// <summary>What all keys share.</summary>
    public AnomalyModel Model { get; }

    /// <summary>The bucket that is open in all detectors, see <see cref="AnomalyModel.BucketOf"/>; -1 before the first event.</summary>
    public long OpenBucket { get; }

    /// <summary>Each key's detector, in ordinal order of the keys. Copy a detector before it learns.</summary>
    public IReadOnlyDictionary<string, AnomalyDetector> Detectors => _detectors;

    /// <summary>The detector of a key, one that has seen nothing for a key that is not known. Copy it before it learns.</summary>
    public AnomalyDetector Of(string key) => _detectors.GetValueOrDefault(key, _unknown);

    /// <summary>
    /// Learns more events and returns the result; this one stays as it is. What training on everything would give for the same model: the detectors carry
    /// on where they stood. From an empty one it is a run over all events from the first on.
    /// </summary>
    /// <param name="rows">All keys' events, none before the last one learnt.</param>
    /// <param name="alerts">Takes the alerts in the order in which they are found.</param>
    /// <param name="cancel">Stops.</param>
    /// <param name="ended">Takes the incidents that ended; those that are open are the detectors'
    /// <see cref="AnomalyDetector.OpenIncidents"/>.</param>
    public TrainedDetector Continue(
        DetectorRows rows, ICollection<KeyedAlert> alerts, CancellationToken cancel = default, ICollection<KeyedIncident>? ended = null)
    {
        var detectors = new SortedDictionary<string, AnomalyDetector>(StringComparer.Ordinal);
        foreach (var (key, detector) in _detectors) detectors.Add(key, detector.Copy());
        var pass = new DetectorPass(Model, detectors, OpenBucket);
        pass.Run(rows, pass.BucketsOf(rows), alerts, null, cancel, ended);
        return new TrainedDetector(Model, pass.OpenBucket, detectors);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Model.Write(writer);
        writer.Write(OpenBucket);
        writer.Write(_detectors.Count);
        foreach (var (key, detector) in _detectors)
        {
            writer.Write(key);
            detector.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TrainedDetector Read(BinaryReader reader)
    {
        var model = AnomalyModel.Read(reader);
        var openBucket = reader.ReadInt64();
        var detectors = new SortedDictionary<string, AnomalyDetector>(StringComparer.Ordinal);
        for (var count = reader.ReadInt32(); count > 0; count--) detectors.Add(reader.ReadString(), AnomalyDetector.Read(reader, model));
        return new TrainedDetector(model, openBucket, detectors);
    }
}
