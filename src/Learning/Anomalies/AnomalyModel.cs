namespace DistributedML.Learning.Anomalies;

/// <summary>What the detectors of all keys share: the options, and how surprises become probabilities. Immutable.</summary>
public sealed class AnomalyModel : IState
{
    /// <summary>A model whose probabilities are those of the raw tail models.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public AnomalyModel(AnomalyDetectorOptions options)
        : this(options, TailCalibration.Raw, TailCalibration.Raw, TailCalibration.Raw, TailCalibration.Raw)
    {
    }

    /// <summary>A model with calibrated probabilities.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public AnomalyModel(AnomalyDetectorOptions options, TailCalibration high, TailCalibration low, TailCalibration burst, TailCalibration silence)
    {
        options.ThrowIfInvalid();
        (Options, High, Low, Burst, Silence) = (options, high, low, burst, silence);
        HighThreshold = high.Threshold(options.FalseAlarmRate / 2);
        LowThreshold = low.Threshold(options.FalseAlarmRate / 2);
        BurstThreshold = burst.Threshold(options.FalseAlarmRate);
        SilenceThreshold = silence.Threshold(options.FalseAlarmRate);
    }

    /// <summary>The options.</summary>
    public AnomalyDetectorOptions Options { get; }

    /// <summary>Calibration of amounts above the level.</summary>
    public TailCalibration High { get; }

    /// <summary>Calibration of amounts below the level.</summary>
    public TailCalibration Low { get; }

    /// <summary>Calibration of many events in a bucket.</summary>
    public TailCalibration Burst { get; }

    /// <summary>Calibration of runs of empty buckets.</summary>
    public TailCalibration Silence { get; }

    internal double HighThreshold { get; }

    internal double LowThreshold { get; }

    internal double BurstThreshold { get; }

    internal double SilenceThreshold { get; }

    /// <summary>The number of the bucket that holds a time. When it grows, the owner of the keys advances every key.</summary>
    public long BucketOf(DateTime time) => time.Ticks / Options.BucketTicks;

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Options.FalseAlarmRate);
        writer.Write(Options.BucketHours);
        writer.Write(Options.WarmUpEvents);
        writer.Write(Options.WarmUpBuckets);
        writer.Write(Options.AmountMemory);
        writer.Write(Options.LevelMemory);
        writer.Write(Options.SeasonMemory);
        foreach (var tail in (ReadOnlySpan<TailCalibration>)[High, Low, Burst, Silence])
        {
            writer.Write(tail.Scale);
            writer.Write(tail.Shape);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static AnomalyModel Read(BinaryReader reader)
    {
        var options = new AnomalyDetectorOptions
        {
            FalseAlarmRate = reader.ReadDouble(),
            BucketHours = reader.ReadInt32(),
            WarmUpEvents = reader.ReadInt32(),
            WarmUpBuckets = reader.ReadInt32(),
            AmountMemory = reader.ReadDouble(),
            LevelMemory = reader.ReadDouble(),
            SeasonMemory = reader.ReadDouble(),
        };
        TailCalibration Tail() => new(reader.ReadDouble(), reader.ReadDouble());
        return new AnomalyModel(options, Tail(), Tail(), Tail(), Tail());
    }
}
