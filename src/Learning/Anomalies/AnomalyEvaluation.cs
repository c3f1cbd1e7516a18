namespace DistributedML.Learning.Anomalies;

/// <summary>
/// Alerts against anomalies known to be in the data. An alert hits when its key has a known anomaly whose window, lengthened by a tolerance, holds the alert's
/// time. An anomaly is hit once, by its first alert; further alerts in the window of an anomaly already hit are neither hits nor false.
/// </summary>
/// <param name="Known">Anomalies known.</param>
/// <param name="Hits">Of these, found.</param>
/// <param name="FalseAlerts">Alerts outside of every window.</param>
/// <param name="MedianDelayEvents">Median over the hits of the key's events from the anomaly's begin up to the alert, inclusive; NaN without hits.</param>
/// <param name="MedianDelayHours">Median over the hits of the hours from the anomaly's begin to the alert; NaN without hits.</param>
public sealed record AnomalyEvaluation(int Known, int Hits, int FalseAlerts, double MedianDelayEvents, double MedianDelayHours)
{
    /// <summary>Share of alerts, repetitions left out, that are hits; NaN without alerts.</summary>
    public double Precision => (double)Hits / (Hits + FalseAlerts);

    /// <summary>Share of known anomalies found; NaN when none are known.</summary>
    public double Recall => (double)Hits / Known;

    /// <summary>Harmonic mean of precision and recall; 0 without hits.</summary>
    public double F1 => Hits == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Scores alerts.</summary>
    /// <param name="known">The anomalies.</param>
    /// <param name="alerts">The alerts, in any order.</param>
    /// <param name="rows">The events, for counting delays.</param>
    /// <param name="tolerance">How long after its window an alert still counts: at least a bucket, since a silence is found when the next bucket opens.</param>
    public static AnomalyEvaluation Evaluate(IReadOnlyCollection<InjectedAnomaly> known, IEnumerable<KeyedAlert> alerts, DetectorRows rows, TimeSpan tolerance)
    {
        var byKey = known.GroupBy(anomaly => anomaly.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var firstHits = new Dictionary<InjectedAnomaly, DateTime>(ReferenceEqualityComparer.Instance);
        var falseAlerts = 0;
        foreach (var (key, alert) in alerts.OrderBy(alert => alert.Alert.Time))
        {
            var around = byKey.TryGetValue(key, out var anomalies)
                ? anomalies.Where(anomaly => anomaly.From <= alert.Time && alert.Time <= anomaly.To + tolerance).ToList()
                : [];
            if (around.Count == 0) falseAlerts++;
            else if (around.Where(anomaly => !firstHits.ContainsKey(anomaly)).OrderByDescending(anomaly => anomaly.Kind == alert.Kind).FirstOrDefault() is { } hit)
                firstHits.Add(hit, alert.Time);
        }
        var times = Enumerable.Range(0, rows.Count).ToLookup(row => rows.Keys[rows.Key[row]], row => rows.Time[row], StringComparer.Ordinal);
        return new AnomalyEvaluation(known.Count, firstHits.Count, falseAlerts,
            Median([.. firstHits.Select(hit => (double)times[hit.Key.Key].Count(time => hit.Key.From <= time && time <= hit.Value))]),
            Median([.. firstHits.Select(hit => (hit.Value - hit.Key.From).TotalHours)]));
    }

    static double Median(List<double> values)
    {
        if (values.Count == 0) return double.NaN;
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
