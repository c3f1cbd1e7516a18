namespace DistributedML.Learning.Anomalies;

/// <summary>The surprises of all keys' events and buckets, from which the tails are calibrated.</summary>
sealed class SurpriseSample : IMergeable<SurpriseSample>
{
    public TailHistogram High { get; private init; } = new();

    public TailHistogram Low { get; private init; } = new();

    public TailHistogram Burst { get; private init; } = new();

    public TailHistogram Silence { get; private init; } = new();

    public void AddAmount(double surprise, bool above)
    {
        High.Add(above ? surprise : 0);
        Low.Add(above ? 0 : surprise);
    }

    public void AddBurst(double surprise) => Burst.Add(surprise);

    public void AddSilence(double surprise) => Silence.Add(surprise);

    public void Merge(SurpriseSample other)
    {
        High.Merge(other.High);
        Low.Merge(other.Low);
        Burst.Merge(other.Burst);
        Silence.Merge(other.Silence);
    }

    /// <summary>The counters of the four histograms, one after the other.</summary>
    public long[] ToCounts() => [.. High.Counts, .. Low.Counts, .. Burst.Counts, .. Silence.Counts];

    public static SurpriseSample Of(ReadOnlySpan<long> counts)
    {
        var length = counts.Length / 4;
        return new SurpriseSample
        {
            High = TailHistogram.Of(counts[..length]),
            Low = TailHistogram.Of(counts.Slice(length, length)),
            Burst = TailHistogram.Of(counts.Slice(2 * length, length)),
            Silence = TailHistogram.Of(counts[(3 * length)..]),
        };
    }

    public AnomalyModel Fit(AnomalyDetectorOptions options) =>
        new(options, TailCalibration.Fit(High), TailCalibration.Fit(Low), TailCalibration.Fit(Burst), TailCalibration.Fit(Silence));
}
