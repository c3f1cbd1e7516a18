namespace DistributedML.Learning.Anomalies;

/// <summary>One pass of events over the detectors of many keys, as a shard does it: whenever a bucket opens, every key advances.</summary>
sealed class DetectorPass(AnomalyModel model, IDictionary<string, AnomalyDetector> detectors, long openBucket)
{
    /// <summary>The newest bucket opened.</summary>
    public long OpenBucket { get; private set; } = openBucket;

    /// <summary>The buckets that hold at least one event, ascending.</summary>
    public long[] BucketsOf(DetectorRows rows)
    {
        var buckets = new List<long>();
        foreach (var time in rows.Time)
        {
            var bucket = model.BucketOf(time);
            if (buckets.Count == 0 || bucket > buckets[^1]) buckets.Add(bucket);
        }
        return [.. buckets];
    }

    /// <summary>Learns the events; opens the buckets given, which hold those of the events.</summary>
    public void Run(
        DetectorRows rows, long[] buckets, ICollection<KeyedAlert>? alerts, SurpriseSample? sample, CancellationToken cancel,
            ICollection<KeyedIncident>? ended = null)
    {
        var byIndex = new AnomalyDetector?[rows.Keys.Count];
        for (var index = 0; index < byIndex.Length; index++)
            if (detectors.TryGetValue(rows.Keys[index], out var detector)) byIndex[index] = detector;
        var watched = detectors.ToList();
        foreach (var (_, detector) in watched) detector.Sample = sample;
        var (found, over) = (new List<Alert>(), new List<Incident>());
        int next = 0, row = 0;
        while (next < buckets.Length || row < rows.Count)
        {
            if (next < buckets.Length && (row == rows.Count || buckets[next] <= model.BucketOf(rows.Time[row])))
            {
                cancel.ThrowIfCancellationRequested();
                if (buckets[next] > OpenBucket)
                {
                    OpenBucket = buckets[next];
                    var start = new DateTime(OpenBucket * model.Options.BucketTicks);
                    foreach (var (key, detector) in watched)
                    {
                        detector.Advance(start, found, over);
                        if (found.Count + over.Count > 0) Report(key);
                    }
                }
                next++;
                continue;
            }
            var index = rows.Key[row];
            if (byIndex[index] is not { } learner)
            {
                byIndex[index] = learner = new AnomalyDetector(model) { Sample = sample };
                detectors.Add(rows.Keys[index], learner);
                watched.Add(new(rows.Keys[index], learner));
            }
            if (double.IsNaN(rows.Amount[row])) learner.Learn(rows.Time[row], found, over);
            else learner.Learn(rows.Time[row], rows.Amount[row], found, over);
            if (found.Count + over.Count > 0) Report(rows.Keys[index]);
            row++;
        }
        foreach (var (_, detector) in watched) detector.EndSample();

        void Report(string key)
        {
            foreach (var alert in found) alerts?.Add(new KeyedAlert(key, alert));
            foreach (var incident in over) ended?.Add(new KeyedIncident(key, incident));
            found.Clear();
            over.Clear();
        }
    }
}
