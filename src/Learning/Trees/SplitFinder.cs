namespace DistributedML.Learning.Trees;

/// <summary>
/// Finds the best split of a node from its histograms. Numeric features: between any two neighbouring bins with rows, missing values on the
/// better side. Categorical features: with one target the levels are put in the order of their mean target, which gives the best of all
/// subsets (Fisher, Journal of the American Statistical Association 53, 1958); with three or more classes each level is tried against the
/// rest. Of equal splits the first wins: the feature that stands first, the lowest threshold.
/// </summary>
/// <param name="bins">Of each feature.</param>
/// <param name="criterion">Judges.</param>
/// <param name="minLeafWeight">Of each side.</param>
/// <param name="minGain">Splits that do not gain more are none.</param>
/// <param name="margin">What a split must gain more than an earlier one, so that rounding does not choose.</param>
sealed class SplitFinder(FeatureBins[] bins, SplitCriterion criterion, double minLeafWeight, double minGain, double margin)
{
    readonly int _channels = criterion.Channels;
    readonly double[] _left = new double[criterion.Channels];
    readonly double[] _right = new double[criterion.Channels];
    readonly double[] _with = new double[criterion.Channels];
    double[] _node = [];
    double _nodeScore;
    Split? _best;

    /// <param name="histograms">For each feature its bins, for each bin its sums.</param>
    /// <param name="offsets">Where each feature's bins begin.</param>
    /// <param name="node">The sums of the node.</param>
    public Split? Find(ReadOnlySpan<double> histograms, int[] offsets, double[] node)
    {
        (_node, _nodeScore, _best) = (node, criterion.Score(node), null);
        for (var feature = 0; feature < bins.Length; feature++)
        {
            var own = histograms.Slice(offsets[feature] * _channels, (bins[feature].Count + 1) * _channels);
            if (!bins[feature].IsCategorical) Numeric(feature, own);
            else if (_channels == 2) OrderedLevels(feature, own);
            else SingleLevels(feature, own);
        }
        return _best;
    }

    void Numeric(int feature, ReadOnlySpan<double> histogram)
    {
        var own = bins[feature];
        var missing = histogram[(own.Missing * _channels)..];
        var hasMissing = criterion.Weight(missing) > 0;
        Array.Clear(_left);
        var last = -1;
        for (var bin = 0; bin < own.Count; bin++)
        {
            var sums = histogram.Slice(bin * _channels, _channels);
            if (!(criterion.Weight(sums) > 0)) continue;
            if (last >= 0)
            {
                Try(_left, feature, last, bin, null, missingLeft: null, hasMissing);
                if (hasMissing)
                {
                    for (var c = 0; c < _channels; c++) _with[c] = _left[c] + missing[c];
                    Try(_with, feature, last, bin, null, missingLeft: true, hasMissing);
                }
            }
            for (var c = 0; c < _channels; c++) _left[c] += sums[c];
            last = bin;
        }
        if (hasMissing && last >= 0) Try(_left, feature, last, -1, null, missingLeft: false, hasMissing);
    }

    void OrderedLevels(int feature, ReadOnlySpan<double> histogram)
    {
        var own = bins[feature];
        var means = new List<(double Mean, int Bin)>();   // missing is a level like others
        for (var bin = 0; bin <= own.Count; bin++)
        {
            var sums = histogram.Slice(bin * _channels, _channels);
            if (criterion.Weight(sums) > 0) means.Add((sums[1] / criterion.Weight(sums), bin));
        }
        means.Sort();
        Array.Clear(_left);
        for (var i = 0; i < means.Count - 1; i++)
        {
            for (var c = 0; c < _channels; c++) _left[c] += histogram[means[i].Bin * _channels + c];
            Try(_left, feature, -1, -1, means[..(i + 1)], missingLeft: null, hasMissing: false, means);
        }
    }

    void SingleLevels(int feature, ReadOnlySpan<double> histogram)
    {
        var own = bins[feature];
        var present = new List<(double Mean, int Bin)>();
        for (var bin = 0; bin <= own.Count; bin++)
            if (criterion.Weight(histogram.Slice(bin * _channels, _channels)) > 0) present.Add((0, bin));
        if (present.Count < 2) return;
        foreach (var level in present)
        {
            histogram.Slice(level.Bin * _channels, _channels).CopyTo(_left);
            Try(_left, feature, -1, -1, [level], missingLeft: null, hasMissing: false, present);
        }
    }

    /// <summary>
    /// Keeps a split when it is better than those before. A null for where missing values go: they are on the right, or there are none.
    /// </summary>
    void Try(
        double[] left, int feature, int last, int next, List<(double Mean, int Bin)>? levels, bool? missingLeft, bool hasMissing,
        List<(double Mean, int Bin)>? present = null)
    {
        for (var c = 0; c < _channels; c++) _right[c] = _node[c] - left[c];
        var (leftWeight, rightWeight) = (criterion.Weight(left), criterion.Weight(_right));
        if (leftWeight < minLeafWeight * (1 - 1e-9) || rightWeight < minLeafWeight * (1 - 1e-9)) return;
        var gain = criterion.Score(left) + criterion.Score(_right) - _nodeScore;
        if (!(gain > minGain) || (_best is not null && gain <= _best.Gain + margin)) return;
        var largerLeft = leftWeight >= rightWeight;
        if (levels is null)
        {
            var threshold = next < 0 ? float.PositiveInfinity : bins[feature].Threshold(last, next);
            _best = new(feature, gain, threshold, next < 0 ? int.MaxValue : last, null, missingLeft ?? (!hasMissing && largerLeft));
            return;
        }
        var missing = bins[feature].Missing;
        var bits = new ulong[(missing + 63) / 64];
        if (largerLeft)
        {
            for (var bin = 0; bin < missing; bin++) bits[bin >> 6] |= 1UL << bin;   // levels without rows here go where most rows go
            foreach (var (_, bin) in present!)
                if (bin != missing) bits[bin >> 6] &= ~(1UL << bin);
        }
        foreach (var (_, bin) in levels)
            if (bin != missing) bits[bin >> 6] |= 1UL << bin;
        var known = present!.Exists(level => level.Bin == missing);
        _best = new(feature, gain, 0, -1, bits, known ? levels.Exists(level => level.Bin == missing) : largerLeft);
    }
}
