namespace DistributedML.Learning.Anomalies;

/// <summary>The surprises of all keys' events and buckets, from which the tails are calibrated.</summary>
sealed class SurpriseSample : IMergeable<SurpriseSample>
{
    const int High = 0, Low = 1, NewHigh = 2, NewLow = 3, Burst = 4, Silence = 5, Magnitudes = 6, Histograms = 7;

    readonly TailHistogram[] _histograms = [.. Enumerable.Range(0, Histograms).Select(_ => new TailHistogram())];

    /// <summary>Events with a negative amount.</summary>
    public long Negative { get; private set; }

    /// <summary>Adds an amount to what is usual over all keys.</summary>
    public void AddMagnitude(double amount)
    {
        if (amount is 0 or double.NaN) return;
        _histograms[Magnitudes].Add(Math.Log(Math.Abs(amount)) + AmountProfile.MagnitudeShift);
        if (amount < 0) Negative++;
    }

    public AmountProfile? Population(int slots) => AmountProfile.Of(_histograms[Magnitudes], (double)Negative / Math.Max(1, _histograms[Magnitudes].Total), slots);

    public void AddAmount(double surprise, bool above, bool newKey)
    {
        _histograms[newKey ? NewHigh : High].Add(above ? surprise : 0);
        _histograms[newKey ? NewLow : Low].Add(above ? 0 : surprise);
    }

    public void AddBurst(double surprise) => _histograms[Burst].Add(surprise);

    public void AddSilence(double surprise) => _histograms[Silence].Add(surprise);

    public void Merge(SurpriseSample other)
    {
        for (var index = 0; index < Histograms; index++) _histograms[index].Merge(other._histograms[index]);
        Negative += other.Negative;
    }

    /// <summary>The counters of the histograms, one after the other, and the number of negative amounts.</summary>
    public long[] ToCounts()
    {
        var counts = new List<long>();
        foreach (var histogram in _histograms) counts.AddRange(histogram.Counts);
        counts.Add(Negative);
        return [.. counts];
    }

    public static SurpriseSample Of(ReadOnlySpan<long> counts)
    {
        var sample = new SurpriseSample { Negative = counts[^1] };
        var length = counts.Length / Histograms;
        for (var index = 0; index < Histograms; index++) sample._histograms[index] = TailHistogram.Of(counts.Slice(index * length, length));
        return sample;
    }

    public AnomalyModel Fit(AnomalyDetectorOptions options, bool linear) =>
        new(options, linear, new(Tail(High), Tail(Low)), new(Tail(NewHigh), Tail(NewLow)), Tail(Burst), Tail(Silence),
            linear ? null : Population(options.Slots));

    TailCalibration Tail(int index) => TailCalibration.Fit(_histograms[index]);
}
