namespace DistributedML.Learning.Anomalies;

/// <summary>Options of the anomaly detector.</summary>
public sealed record AnomalyDetectorOptions : IOptions
{
    /// <summary>Expected share of ordinary events that raise an amount alert, and of ordinary buckets that raise a burst or a silence; above 0, at most 0.01.</summary>
    public double FalseAlarmRate { get; init; } = 2e-5;

    /// <summary>How amounts are compared: by differences (linear), by ratios (logarithm), or as training finds it (auto).</summary>
    public AmountScale Scale { get; init; }

    /// <summary>Hours of a bucket, in which a key's events are counted: a divisor of 24. The season is a week of buckets.</summary>
    public int BucketHours { get; init; } = 24;

    /// <summary>Events of a key before its amounts are judged; at least 5.</summary>
    public int WarmUpEvents { get; init; } = 20;

    /// <summary>Buckets of a key before its counts are judged; at least 2.</summary>
    public int WarmUpBuckets { get; init; } = 18;

    /// <summary>Memory of level and scale of amounts, in events of the key; at least 10.</summary>
    public double AmountMemory { get; init; } = 200;

    /// <summary>Memory of the level of counts, in buckets; at least 4.</summary>
    public double LevelMemory { get; init; } = 20;

    /// <summary>Memory of the season, in weeks; at least 2.</summary>
    public double SeasonMemory { get; init; } = 12;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (!(FalseAlarmRate is > 0 and <= 0.01)) yield return new(nameof(FalseAlarmRate), FalseAlarmRate, "above 0, at most 0.01");
        if (!Enum.IsDefined(Scale)) yield return new(nameof(Scale), Scale, $"one of {string.Join(", ", Enum.GetNames<AmountScale>())}");
        if (BucketHours is < 1 or > 24 || 24 % BucketHours != 0) yield return new(nameof(BucketHours), BucketHours, "a divisor of 24");
        if (WarmUpEvents < 5) yield return new(nameof(WarmUpEvents), WarmUpEvents, "at least 5");
        if (WarmUpBuckets < 2) yield return new(nameof(WarmUpBuckets), WarmUpBuckets, "at least 2");
        if (!(AmountMemory >= 10 && double.IsFinite(AmountMemory))) yield return new(nameof(AmountMemory), AmountMemory, "at least 10");
        if (!(LevelMemory >= 4 && double.IsFinite(LevelMemory))) yield return new(nameof(LevelMemory), LevelMemory, "at least 4");
        if (!(SeasonMemory >= 2 && double.IsFinite(SeasonMemory))) yield return new(nameof(SeasonMemory), SeasonMemory, "at least 2");
    }

    /// <summary>Buckets in a week.</summary>
    internal int Slots => 7 * 24 / BucketHours;

    /// <summary>Length of a bucket.</summary>
    internal long BucketTicks => BucketHours * TimeSpan.TicksPerHour;
}
