namespace DistributedML.Learning.Anomalies;

/// <summary>
/// How far the amounts of single keys are spread, to choose their scale: the distances of ln|amount| from the key's median, and how many
/// amounts have
/// the rarer sign of their key. Keys with few amounts tell nothing and are left out.
/// </summary>
sealed class AmountSpread : IMergeable<AmountSpread>
{
    /// <summary>
    /// Below this median distance amounts are alike but for noise: within 28 % of what is usual for their key, half of the time.
    /// </summary>
    const double SmallDistance = 0.25;

    /// <summary>Above this share of the rarer sign, 0 is an amount like any other.</summary>
    const double ManySigns = 0.1;

    readonly TailHistogram _distances = new();
    long _equal, _rareSign;

    /// <summary>
    /// Whether differences tell more than ratios: amounts of a key have both signs, or differ little from each other. Amounts that are all
    /// equal are compared by
    /// ratios, since they tell no unit.
    /// </summary>
    public bool IsLinear => _distances.Total > 0
        && (_rareSign > ManySigns * _distances.Total || (_equal <= _distances.Total / 2 && _distances.Quantile(0.5) < SmallDistance));

    /// <summary>The spread of a rank's rows, which are all rows of their keys.</summary>
    public static AmountSpread Of(DetectorRows rows)
    {
        var byKey = new List<double>?[rows.Keys.Count];
        for (var row = 0; row < rows.Count; row++)
            if (rows.Amount[row] is not (0 or double.NaN)) (byKey[rows.Key[row]] ??= []).Add(rows.Amount[row]);
        var spread = new AmountSpread();
        foreach (var amounts in byKey)
            if (amounts?.Count >= TrainedDetector.FewestForScale) spread.Add(amounts);
        return spread;
    }

    /// <inheritdoc/>
    public void Merge(AmountSpread other)
    {
        _distances.Merge(other._distances);
        _equal += other._equal;
        _rareSign += other._rareSign;
    }

    /// <summary>The counters.</summary>
    public long[] ToCounts() => [.. _distances.Counts, _equal, _rareSign];

    public static AmountSpread Of(ReadOnlySpan<long> counts)
    {
        var spread = new AmountSpread { _equal = counts[^2], _rareSign = counts[^1] };
        spread._distances.Merge(TailHistogram.Of(counts[..^2]));
        return spread;
    }

    void Add(List<double> amounts)
    {
        var negative = amounts.Count(amount => amount < 0);
        _rareSign += Math.Min(negative, amounts.Count - negative);
        var logarithms = amounts.ConvertAll(amount => Math.Log(Math.Abs(amount)));
        logarithms.Sort();
        var median = logarithms[logarithms.Count / 2];
        foreach (var logarithm in logarithms)
        {
            _distances.Add(Math.Abs(logarithm - median));
            if (logarithm == median) _equal++;
        }
    }
}
