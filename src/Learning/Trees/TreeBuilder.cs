using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>The nodes of a tree while it grows.</summary>
sealed class TreeBuilder(FeatureSchema schema, int channels)
{
    readonly List<int> _features = [];      // -1 for a leaf
    readonly List<float> _thresholds = [];
    readonly List<int> _levels = [];        // where the bits of a categorical split begin; -1 for a numeric one
    readonly List<bool> _missingLeft = [];
    readonly List<int> _children = [];      // the left one; the right one follows
    readonly List<double> _sums = [];
    readonly List<ulong> _bits = [];
    readonly double[] _gains = new double[schema.Count];

    public int Leaves { get; private set; }

    public int AddLeaf(double[] sums)
    {
        _features.Add(-1);
        _thresholds.Add(0);
        _levels.Add(-1);
        _missingLeft.Add(false);
        _children.Add(-1);
        _sums.AddRange(sums);
        Leaves++;
        return _features.Count - 1;
    }

    public (int Left, int Right) Split(int node, Split split, double[] left, double[] right)
    {
        _features[node] = split.Feature;
        _thresholds[node] = split.Threshold;
        _missingLeft[node] = split.MissingLeft;
        if (split.LeftLevels is { } levels)
        {
            _levels[node] = _bits.Count;
            _bits.AddRange(levels);
        }
        _gains[split.Feature] += split.Gain;
        _children[node] = AddLeaf(left);
        var second = AddLeaf(right);
        Leaves--;
        return (_children[node], second);
    }

    /// <summary>The finished tree.</summary>
    /// <param name="outputs">Values that a leaf gives.</param>
    /// <param name="output">Computes a leaf's values from its sums.</param>
    public DecisionTree Build(int outputs, Action<ReadOnlySpan<double>, Span<double>> output)
    {
        var (sums, values) = (_sums.ToArray(), new double[_features.Count * outputs]);
        for (var node = 0; node < _features.Count; node++) output(sums.AsSpan(node * channels, channels),
            values.AsSpan(node * outputs, outputs));
        var total = _gains.Sum();
        return new(
            schema, outputs, [.. _features], [.. _thresholds], [.. _levels], [.. _missingLeft], [.. _children], [.. _bits], values,
            [.. _gains.Select(gain => total > 0 ? gain / total : 0)]);
    }
}
