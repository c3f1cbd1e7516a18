namespace DistributedML.Learning.Anomalies;

/// <summary>
/// The usual number of events of one key in a bucket, learnt robustly: a level that follows trends, a weekly season shrunk towards none, and
/// overdispersion (variance m + φm², negative binomial). Counts further than 2.5 standard deviations out are clipped before they teach.
/// A run of empty buckets adds up its surprise, as long as events were to be expected at a steady rate. O(1) per bucket.
/// </summary>
sealed class CountProfile(int slots)
{
    const double Clip = 2.5, SeasonPrior = 8, DispersionPrior = 0.3, DispersionWeight = 8, SmallestDispersion = 0.02, SmallestMean = 0.05, SmallestBurstMean = 0.5, SmallestSilentMean = 0.3;

    float[] _counts = new float[slots], _exposures = new float[slots];
    double _level, _excess, _squares;

    /// <summary>Buckets learnt.</summary>
    public int Buckets { get; private set; }

    /// <summary>Surprise of the current run of empty buckets: −ln of its raw probability.</summary>
    public double RunSurprise { get; private set; }

    /// <summary>Events expected over the current run of empty buckets.</summary>
    public double RunExpected { get; private set; }

    /// <summary>Variance of the events over the current run of empty buckets.</summary>
    public double RunVariance { get; private set; }

    /// <summary>Length of the current run of empty buckets.</summary>
    public int RunBuckets { get; private set; }

    /// <summary>Events expected in a bucket of this slot of the week.</summary>
    public double Expected(int slot) => Math.Max(SmallestMean, _level * Season(slot));

    /// <summary>Expected events as bursts are judged: a key with less than one event in two buckets is taken to have that.</summary>
    public double ExpectedForBurst(int slot) => Math.Max(SmallestBurstMean, _level * Season(slot));

    /// <summary>φ.</summary>
    public double Dispersion => Math.Max(SmallestDispersion, (_excess + DispersionPrior * DispersionWeight) / (_squares + DispersionWeight));

    /// <summary>m + φm².</summary>
    public double Variance(double mean) => mean + Dispersion * mean * mean;

    /// <summary>Learns the count of a closed bucket.</summary>
    public void Learn(int count, int slot, AnomalyDetectorOptions options)
    {
        double mean = Expected(slot), variance = Variance(mean), deviation = Clip * Math.Sqrt(variance);
        if (count > 0) (RunSurprise, RunExpected, RunVariance, RunBuckets) = (0, 0, 0, 0);
        else
        {
            RunBuckets++;
            if (mean >= SmallestSilentMean)
            {
                RunSurprise += NegativeBinomial.ZeroSurprise(mean, Dispersion);
                RunExpected += mean;
                RunVariance += variance;
            }
        }
        if (Buckets++ == 0)
        {
            _level = count;
            return;
        }
        var step = Math.Clamp(count - mean, -deviation, deviation);
        double keep = 1 - 1 / (options.SeasonMemory * slots), keepSlot = 1 - 1 / options.SeasonMemory;
        _squares = keep * _squares + mean * mean;
        _excess = keep * _excess + step * step - mean;
        _counts[slot] = (float)(keepSlot * _counts[slot] + mean + step);
        _exposures[slot] = (float)(keepSlot * _exposures[slot] + _level);
        _level = Math.Max(0, _level + Math.Max(2.0 / (Buckets + 1), 1 / options.LevelMemory) * step);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Buckets);
        writer.Write(RunBuckets);
        writer.WriteValues<double>([_level, _excess, _squares, RunSurprise, RunExpected, RunVariance]);
        writer.WriteValues(_counts);
        writer.WriteValues(_exposures);
    }

    public static CountProfile Read(BinaryReader reader, int slots)
    {
        var profile = new CountProfile(slots)
        {
            Buckets = reader.ReadInt32(),
            RunBuckets = reader.ReadInt32(),
            _level = reader.ReadDouble(),
            _excess = reader.ReadDouble(),
            _squares = reader.ReadDouble(),
            RunSurprise = reader.ReadDouble(),
            RunExpected = reader.ReadDouble(),
            RunVariance = reader.ReadDouble(),
        };
        for (var slot = 0; slot < slots; slot++) profile._counts[slot] = reader.ReadSingle();
        for (var slot = 0; slot < slots; slot++) profile._exposures[slot] = reader.ReadSingle();
        return profile;
    }

    public CountProfile Copy()
    {
        var copy = (CountProfile)MemberwiseClone();
        copy._counts = (float[])_counts.Clone();
        copy._exposures = (float[])_exposures.Clone();
        return copy;
    }

    double Season(int slot) => (_counts[slot] + SeasonPrior) / (_exposures[slot] + SeasonPrior);
}
