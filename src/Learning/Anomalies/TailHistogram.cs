namespace DistributedML.Learning.Anomalies;

/// <summary>
/// Counts of surprises t = −ln(raw tail probability) in bins of 1/16 up to 64. Integers, so that merging is exact in any order: half and half
/// merged equals the whole, bit by bit.
/// </summary>
public sealed class TailHistogram : IMergeable<TailHistogram>
{
    /// <summary>Bins for each unit of t.</summary>
    public const int BinsPerUnit = 16;

    const int Bins = 64 * BinsPerUnit;
    readonly long[] _counts = new long[Bins];

    /// <summary>All values added.</summary>
    public long Total { get; private set; }

    /// <summary>Adds a surprise; negative ones count as 0, larger ones as the largest bin.</summary>
    public void Add(double surprise)
    {
        _counts[(int)Math.Clamp(surprise * BinsPerUnit, 0, Bins - 1)]++;
        Total++;
    }

    /// <inheritdoc/>
    public void Merge(TailHistogram other)
    {
        for (var bin = 0; bin < Bins; bin++) _counts[bin] += other._counts[bin];
        Total += other.Total;
    }

    /// <summary>The middle of the bin that holds a quantile; 0 when empty.</summary>
    public double Quantile(double share)
    {
        long below = 0;
        for (var bin = 0; bin < Bins; bin++)
        {
            below += _counts[bin];
            if (below > share * Total) return (bin + 0.5) / BinsPerUnit;
        }
        return 0;
    }

    /// <summary>The counters, lowest bin first.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Makes a histogram of counters that another one gave.</summary>
    /// <exception cref="ArgumentException">The number of counters differs.</exception>
    public static TailHistogram Of(ReadOnlySpan<long> counts)
    {
        if (counts.Length != Bins) throw new ArgumentException($"{nameof(counts)} has {counts.Length} counters; expected {Bins}");
        var histogram = new TailHistogram();
        counts.CopyTo(histogram._counts);
        foreach (var count in counts) histogram.Total += count;
        return histogram;
    }
}
