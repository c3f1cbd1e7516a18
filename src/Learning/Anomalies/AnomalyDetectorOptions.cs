using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Anomalies;

/// <summary>Options of the anomaly detector.</summary>
public sealed record AnomalyDetectorOptions : IOptions
{
    /// <summary>Expected share of ordinary events that raise an amount alert, and of ordinary buckets that raise a burst or a silence; above 0, at most 0.01.</summary>
    [Range(0, 0.01, MinimumIsExclusive = true)]
    public double FalseAlarmRate { get; init; } = 2e-5;

    /// <summary>How amounts are compared: by differences (linear), by ratios (logarithm), or as training finds it (auto).</summary>
    public AmountScale Scale { get; init; }

    /// <summary>Hours of a bucket, in which a key's events are counted: a divisor of 24. The season is a week of buckets.</summary>
    [AllowedValues(1, 2, 3, 4, 6, 8, 12, 24)]
    public int BucketHours { get; init; } = 24;

    /// <summary>Events of a key before its amounts are judged; at least 5.</summary>
    [Range(5, int.MaxValue)]
    public int WarmUpEvents { get; init; } = 20;

    /// <summary>Buckets of a key before its counts are judged; at least 2.</summary>
    [Range(2, int.MaxValue)]
    public int WarmUpBuckets { get; init; } = 18;

    /// <summary>Memory of level and scale of amounts, in events of the key; at least 10.</summary>
    [Range(10, double.MaxValue)]
    public double AmountMemory { get; init; } = 200;

    /// <summary>Memory of the level of counts, in buckets; at least 4.</summary>
    [Range(4, double.MaxValue)]
    public double LevelMemory { get; init; } = 20;

    /// <summary>Memory of the season, in weeks; at least 2.</summary>
    [Range(2, double.MaxValue)]
    public double SeasonMemory { get; init; } = 12;

    /// <summary>
    /// Hours without a further anomaly after which an incident is over: until then anomalies of a key, a kind and a direction are one
    /// incident.
    /// </summary>
    [Range(0, 8760)]
    public double CooldownHours { get; init; } = 24;

    /// <summary>Buckets in a week.</summary>
    internal int Slots => 7 * 24 / BucketHours;

    /// <summary>Length of a bucket.</summary>
    internal long BucketTicks => BucketHours * TimeSpan.TicksPerHour;

    // A burst is known late in its bucket at times, and so is the next bucket's.
    /// <summary>How long an incident of a kind lasts without a further anomaly; for bursts at least two buckets.</summary>
    internal long CooldownTicks(AlertKind kind)
    {
        var cooldown = (long)(CooldownHours * TimeSpan.TicksPerHour);
        return kind == AlertKind.Burst ? Math.Max(cooldown, 2 * BucketTicks) : cooldown;
    }
}
