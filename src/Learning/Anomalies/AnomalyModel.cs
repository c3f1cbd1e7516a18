namespace DistributedML.Learning.Anomalies;

/// <summary>What the detectors of all keys share: the options, and how surprises become probabilities. Immutable.</summary>
public sealed class AnomalyModel : IState
{
    /// <summary>A model whose probabilities are those of the raw tail models.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public AnomalyModel(AnomalyDetectorOptions options)
        : this(options, options.Scale == AmountScale.Linear, AmountTails.Raw, AmountTails.Raw, TailCalibration.Raw, TailCalibration.Raw, null)
    {
    }

    internal AnomalyModel(
        AnomalyDetectorOptions options, bool linear, AmountTails amounts, AmountTails newKeys, TailCalibration burst, TailCalibration silence,
        AmountProfile? population)
    {
        options.ThrowIfInvalid();
        (Options, IsLinear, Amounts, NewKeys, Burst, Silence, Population) = (options, linear, amounts, newKeys, burst, silence, population);
        BurstThreshold = burst.Threshold(options.FalseAlarmRate);
        SilenceThreshold = silence.Threshold(options.FalseAlarmRate);
    }

    /// <summary>The options.</summary>
    public AnomalyDetectorOptions Options { get; }

    /// <summary>
    /// Whether amounts are compared by their differences. With <see cref="AmountScale.Auto"/> training decides: linear where more than a
    /// tenth of the amounts have
    /// the rarer sign of their key, or where amounts differ from each other, but half of them lie within 28 % of their key's median;
    /// logarithms for all else, and before training.
    /// </summary>
    public bool IsLinear { get; }

    /// <summary>Calibration of amounts of keys that are past their warm-up.</summary>
    public AmountTails Amounts { get; }

    /// <summary>Calibration of amounts of new keys, which are judged by what is usual over all keys.</summary>
    public AmountTails NewKeys { get; }

    /// <summary>Calibration of many events in a bucket.</summary>
    public TailCalibration Burst { get; }

    /// <summary>Calibration of runs of empty buckets.</summary>
    public TailCalibration Silence { get; }

    /// <summary>
    /// The amounts usual over all keys, by which those of a new key are judged; null before training, and on the linear scale, where other
    /// keys' levels tell nothing.
    /// </summary>
    internal AmountProfile? Population { get; }

    internal double BurstThreshold { get; }

    internal double SilenceThreshold { get; }

    /// <summary>The number of the bucket that holds a time. When it grows, the owner of the keys advances every key.</summary>
    public long BucketOf(DateTime time) => time.Ticks / Options.BucketTicks;

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Options.FalseAlarmRate);
        writer.Write((byte)Options.Scale);
        writer.Write(IsLinear);
        writer.Write(Options.BucketHours);
        writer.Write(Options.WarmUpEvents);
        writer.Write(Options.WarmUpBuckets);
        writer.Write(Options.AmountMemory);
        writer.Write(Options.LevelMemory);
        writer.Write(Options.SeasonMemory);
        writer.Write(Options.CooldownHours);
        foreach (var tail in (ReadOnlySpan<TailCalibration>)[Amounts.High, Amounts.Low, NewKeys.High, NewKeys.Low, Burst, Silence])
        {
            writer.Write(tail.Scale);
            writer.Write(tail.Shape);
            writer.Write(tail.Values);
        }
        writer.Write(Population is not null);
        Population?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static AnomalyModel Read(BinaryReader reader)
    {
        var falseAlarmRate = reader.ReadDouble();
        var scale = (AmountScale)reader.ReadByte();
        var linear = reader.ReadBoolean();
        var options = new AnomalyDetectorOptions
        {
            FalseAlarmRate = falseAlarmRate,
            Scale = scale,
            BucketHours = reader.ReadInt32(),
            WarmUpEvents = reader.ReadInt32(),
            WarmUpBuckets = reader.ReadInt32(),
            AmountMemory = reader.ReadDouble(),
            LevelMemory = reader.ReadDouble(),
            SeasonMemory = reader.ReadDouble(),
            CooldownHours = reader.ReadDouble(),
        };
        TailCalibration Tail() => new(reader.ReadDouble(), reader.ReadDouble()) { Values = reader.ReadInt64() };
        return new AnomalyModel(options, linear, new(Tail(), Tail()), new(Tail(), Tail()), Tail(), Tail(),
            reader.ReadBoolean() ? AmountProfile.Read(reader, options.Slots, linear: false) : null);
    }
}
