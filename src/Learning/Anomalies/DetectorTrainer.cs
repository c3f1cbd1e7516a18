using DistributedML.Compute;

namespace DistributedML.Learning.Anomalies;

/// <summary>
/// Trains the anomaly detector in three passes: the scale of amounts and what is usual over all keys; the surprises of all keys' events and
/// buckets, from which the tails
/// are calibrated; then every key is learnt with the calibrated model. Each rank has all rows of its keys (<see cref="DetectorRows.Share"/>); the artifact has the same
/// bytes for any number of ranks.
/// </summary>
public sealed class DetectorTrainer : ITrainer<DetectorRows, TrainedDetector>
{
    readonly AnomalyDetectorOptions _options;

    /// <summary>A trainer.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public DetectorTrainer(AnomalyDetectorOptions options)
    {
        options.ThrowIfInvalid();
        _options = options;
    }

    /// <inheritdoc/>
    public TrainedDetector Train(DetectorRows rows, Training training)
    {
        var (collective, progress, cancel) = training;
        progress?.Report(new("calibrating tails", 0, 3));
        var sample = new SurpriseSample();
        foreach (var amount in rows.Amount) sample.AddMagnitude(amount);
        var linear = _options.Scale == AmountScale.Linear || (_options.Scale == AmountScale.Auto && IsLinear(rows, collective));
        var raw = Merge(sample, collective).Fit(_options, linear);

        progress?.Report(new("calibrating tails", 1, 3));
        var pass = new DetectorPass(raw, new Dictionary<string, AnomalyDetector>(), -1);
        var buckets = collective.AllGather<long>(pass.BucketsOf(rows)).SelectMany(part => part).Distinct().Order().ToArray();
        pass.Run(rows, buckets, null, sample, cancel);
        var model = Merge(sample, collective).Fit(_options, linear);

        progress?.Report(new("learning keys", 2, 3));
        var detectors = new SortedDictionary<string, AnomalyDetector>(StringComparer.Ordinal);
        var second = new DetectorPass(model, detectors, -1);
        second.Run(rows, buckets, null, null, cancel);
        var trained = Gather(new TrainedDetector(model, second.OpenBucket, detectors), collective);
        progress?.Report(new("learning keys", 3, 3));
        return trained;
    }

    static bool IsLinear(DetectorRows rows, ICollective collective)
    {
        var whole = new AmountSpread();
        foreach (var part in collective.AllGather<long>(AmountSpread.Of(rows).ToCounts())) whole.Merge(AmountSpread.Of(part));
        return whole.IsLinear;
    }

    static SurpriseSample Merge(SurpriseSample sample, ICollective collective)
    {
        var whole = new SurpriseSample();
        foreach (var part in collective.AllGather<long>(sample.ToCounts())) whole.Merge(SurpriseSample.Of(part));
        return whole;
    }

    /// <exception cref="ArgumentException">Two ranks have rows of the same key.</exception>
    static TrainedDetector Gather(TrainedDetector own, ICollective collective)
    {
        if (collective.Ranks == 1) return own;
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) own.Write(writer);
        var detectors = new SortedDictionary<string, AnomalyDetector>(StringComparer.Ordinal);
        foreach (var bytes in collective.AllGather<byte>(stream.ToArray()))
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            foreach (var (key, detector) in TrainedDetector.Read(reader).Detectors)
            {
                if (!detectors.TryAdd(key, detector)) throw new ArgumentException($"Key {key} has rows on two ranks; expected all rows of a key on one rank");
            }
        }
        return new TrainedDetector(own.Model, own.OpenBucket, detectors);
    }
}
