using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>
/// Grows a tree leaf by leaf, the one of the largest gain first. Each rank fills the histograms of its rows, they are added over the ranks,
/// and every rank finds the same split.
/// </summary>
sealed class TreeGrower
{
    readonly TreeOptions _options;
    readonly Training _training;
    readonly SplitCriterion _criterion;
    readonly FeatureBins[] _bins;
    readonly ushort[][] _columns;
    readonly int[] _offsets;
    readonly double[] _histograms;
    readonly int[] _rows;          // of each node a part, in the order of the table
    readonly int[] _moved;
    readonly int[]? _classes;
    readonly double[]? _targets;
    readonly Dataset _table;
    readonly TreeBuilder _tree;

    /// <param name="rows">This rank's rows.</param>
    /// <param name="classes">Of a classifier.</param>
    /// <param name="targets">Of a regressor, without their mean.</param>
    /// <param name="criterion">Judges splits.</param>
    /// <param name="options">Limits.</param>
    /// <param name="training">Gang, progress and cancellation.</param>
    public TreeGrower(Dataset rows, int[]? classes, double[]? targets, SplitCriterion criterion, TreeOptions options, Training training)
    {
        (_table, _classes, _targets, _criterion, _options, _training) = (rows, classes, targets, criterion, options, training);
        var counts = training.Gang.AllGather<long>([rows.Rows]);
        var (first, all) = (counts.Take(training.Gang.Rank).Sum(count => count[0]), counts.Sum(count => count[0]));
        _bins = new FeatureBins[rows.Schema.Count];
        _columns = new ushort[_bins.Length][];
        _offsets = new int[_bins.Length + 1];
        for (var i = 0; i < _bins.Length; i++)
        {
            training.Cancel.ThrowIfCancellationRequested();
            _bins[i] = FeatureBins.Of(rows, i, options.MaxBins, first, all, training.Gang);
            _columns[i] = _bins[i].BinsOf(rows, i);
            _offsets[i + 1] = _offsets[i] + _bins[i].Count + 1;
        }
        _histograms = new double[_offsets[^1] * criterion.Channels];
        _rows = [.. Enumerable.Range(0, rows.Rows)];
        _moved = new int[rows.Rows];
        _tree = new TreeBuilder(rows.Schema, criterion.Channels);
    }

    /// <summary>Grows the tree.</summary>
    /// <param name="impurity">Weight · impurity of all rows, about: what gains are compared with.</param>
    public TreeBuilder Grow(double impurity)
    {
        var root = new double[_criterion.Channels];
        foreach (var row in _rows) Add(root, row);
        _training.Gang.AllReduce(root.AsSpan());
        var margin = 1e-12 * impurity;
        var finder = new SplitFinder(
            _bins, _criterion, _options.MinLeafWeight,
                Math.Max(margin, _options.MinImpurityDecrease * _criterion.Weight(root) * (1 - 1e-9)), margin);
        var open = new PriorityQueue<Leaf, (double, int)>();
        Open(new Leaf(_tree.AddLeaf(root), 0, _rows.Length, 0, root));
        while (open.Count > 0 && _tree.Leaves < _options.MaxLeaves)
        {
            var leaf = open.Dequeue();
            var (split, middle) = (leaf.Split!, leaf.Start);
            var (left, right) = (new double[_criterion.Channels], new double[_criterion.Channels]);
            var (bins, missing, after) = (_columns[split.Feature], _bins[split.Feature].Missing, 0);
            for (var i = leaf.Start; i < leaf.End; i++)
            {
                var row = _rows[i];
                if (split.GoesLeft(bins[row], missing))
                {
                    Add(left, row);
                    _rows[middle++] = row;
                }
                else
                {
                    Add(right, row);
                    _moved[after++] = row;
                }
            }
            Array.Copy(_moved, 0, _rows, middle, after);
            double[] both = [.. left, .. right];
            _training.Gang.AllReduce(both.AsSpan());
            (left, right) = (both[..left.Length], both[left.Length..]);
            var (leftNode, rightNode) = _tree.Split(leaf.Node, split, left, right);
            Open(new Leaf(leftNode, leaf.Start, middle, leaf.Depth + 1, left));
            Open(new Leaf(rightNode, middle, leaf.End, leaf.Depth + 1, right));
        }
        return _tree;

        void Open(Leaf leaf)
        {
            _training.Cancel.ThrowIfCancellationRequested();
            _training.Progress?.Report(new("leaves", _tree.Leaves - open.Count, Math.Max(_tree.Leaves, 1)));
            if (leaf.Depth >= _options.MaxDepth || _criterion.Weight(leaf.Sums) < 2 * _options.MinLeafWeight * (1 - 1e-9)) return;
            Fill(leaf.Start, leaf.End);
            _training.Gang.AllReduce(_histograms.AsSpan());
            var split = finder.Find(_histograms, _offsets, leaf.Sums);
            if (split is not null) open.Enqueue(leaf with { Split = split }, (-split.Gain, leaf.Node));
        }
    }

    void Fill(int start, int end)
    {
        Array.Clear(_histograms);
        var channels = _criterion.Channels;
        for (var feature = 0; feature < _bins.Length; feature++)
        {
            var (bins, histogram) = (_columns[feature], _offsets[feature] * channels);
            for (var i = start; i < end; i++)
            {
                var row = _rows[i];
                Add(_histograms.AsSpan(histogram + bins[row] * channels, channels), row);
            }
        }
    }

    void Add(Span<double> sums, int row)
    {
        double weight = _table.Weight(row);
        if (_classes is not null) sums[_classes[row]] += weight;
        else
        {
            sums[0] += weight;
            sums[1] += weight * _targets![row];
        }
    }

    sealed record Leaf(int Node, int Start, int End, int Depth, double[] Sums)
    {
        public Split? Split { get; init; }
    }
}
