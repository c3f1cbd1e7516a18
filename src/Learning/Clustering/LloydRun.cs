using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Clustering;

/// <summary>
/// One run of k-means from given centres. Each row carries a bound of the distance to its own centre from above and one of the distance to
/// any other from below; while the first is below the second the row stays where it is and no distance is computed (Hamerly, SDM 2010).
/// </summary>
sealed class LloydRun
{
    readonly KMeansRows _rows;
    readonly Training _training;
    readonly int _clusters, _features;
    readonly CentreTable _table;
    readonly int[] _assigned;
    readonly float[] _upper, _lower;
    readonly double[] _sums;      // this rank's: Σw·x by cluster, then Σw by cluster, then the number of rows by cluster
    readonly double[] _reduced;   // all ranks', then the number of rows that changed
    readonly float[] _halfGap;    // ½ the distance of a centre to the nearest other
    readonly float[] _moves;
    bool _tightens = true;        // whether the upper bound is computed anew before a search

    public LloydRun(KMeansRows rows, double[] centres, int clusters, Training training)
    {
        (_rows, Centres, _clusters, _features, _training) = (rows, centres, clusters, rows.Features, training);
        _table = new CentreTable(clusters, _features);
        _assigned = new int[rows.Count];
        Array.Fill(_assigned, -1);
        (_upper, _lower) = (new float[rows.Count], new float[rows.Count]);
        Array.Fill(_upper, float.PositiveInfinity);
        _sums = new double[clusters * (_features + 2)];
        _reduced = new double[_sums.Length + 1];
        (_halfGap, _moves) = (new float[clusters], new float[clusters]);
    }

    /// <summary>The centres, row by row, without the pivot.</summary>
    public double[] Centres { get; }

    /// <summary>Σw·‖row − nearest centre‖² over all ranks.</summary>
    public double Inertia { get; private set; }

    public int Iterations { get; private set; }

    public bool Converged { get; private set; }

    /// <param name="maxIterations">Steps at the most.</param>
    /// <param name="tolerance">The run ends when the sum of the squared moves of the centres is not above this.</param>
    public void Run(int maxIterations, double tolerance)
    {
        while (!Converged && Iterations < maxIterations)
        {
            _training.Cancel.ThrowIfCancellationRequested();
            _training.Progress?.Report(new("k-means", Iterations, maxIterations));
            var changes = Assign();
            Reduce(changes);
            FillEmpty();
            Converged = Move() <= tolerance || _reduced[^1] == 0;
            Iterations++;
        }
        Assign();
        Span<double> inertia = [0];
        for (var row = 0; row < _rows.Count; row++) inertia[0] += _rows.Weight(row) * _table.SquaredDistance(_rows[row], _assigned[row]);
        _training.Gang.AllReduce(inertia);
        Inertia = inertia[0];
    }

    /// <summary>Assigns every row to its nearest centre; returns how many changed.</summary>
    int Assign()
    {
        _table.Set(Centres);
        FindGaps();
        var (changes, held, tried, failed) = (0, 0, 0, 0);
        Span<int> numbers = stackalloc int[4];
        Span<(int Centre, float Upper, float Lower)> found = stackalloc (int, float, float)[4];
        for (var row = 0; row < _rows.Count; row++)
        {
            var own = _assigned[row];
            if (own >= 0)
            {
                var bound = MathF.Max(_lower[row], _halfGap[own]);
                if (_upper[row] < bound) continue;
                if (_tightens)
                {
                    tried++;
                    _upper[row] = Tight(row, own);
                    if (_upper[row] < bound) continue;
                    failed++;
                }
            }
            numbers[held++] = row;
            if (held < 4) continue;
            changes += AssignFour(numbers, found, held);
            held = 0;
        }
        if (held > 0)
        {
            numbers[held..].Fill(numbers[0]);
            changes += AssignFour(numbers, found, held);
        }
        // Where it seldom spares the search it is left out for some steps
        _tightens = _tightens ? failed <= 0.8 * tried : Iterations % 8 == 0;
        return changes;
    }

    /// <summary>The distance to the row's own centre, with what rounding of the sum and of the centre may add.</summary>
    float Tight(int row, int own)
    {
        var distance = MathF.Sqrt(Euclid.Squared(_rows[row], _table.Floats.AsSpan(own * _features, _features)));
        return distance + (distance + MathF.Sqrt(_rows.Norms[row])) * (_features + 8) * 6e-8f;
    }

    int AssignFour(ReadOnlySpan<int> numbers, Span<(int Centre, float Upper, float Lower)> found, int count)
    {
        _table.Nearest4(_rows.Values, _rows.Norms, numbers, found);
        var changes = 0;
        for (var i = 0; i < count; i++)
        {
            var row = numbers[i];
            (var centre, _upper[row], _lower[row]) = found[i];
            if (centre == _assigned[row]) continue;
            Reassign(row, centre);
            changes++;
        }
        return changes;
    }

    void Reassign(int row, int centre)
    {
        var own = _assigned[row];
        var weight = _rows.Weight(row);
        var values = _rows[row];
        if (own >= 0) AddTo(own, -weight, values);
        AddTo(centre, weight, values);
        _assigned[row] = centre;
    }

    void AddTo(int cluster, double weight, ReadOnlySpan<float> values)
    {
        ColumnKernels.AddScaled(_sums.AsSpan(cluster * _features, _features), weight, values);
        _sums[_clusters * _features + cluster] += weight;
        if (weight != 0) _sums[_clusters * (_features + 1) + cluster] += Math.Sign(weight);
    }

    void Reduce(int changes)
    {
        _sums.CopyTo(_reduced, 0);
        _reduced[^1] = changes;
        _training.Gang.AllReduce(_reduced.AsSpan());
    }

    /// <summary>
    /// Gives each cluster without rows the row that is farthest from its centre, of equal ones the first; none when all distances are 0.
    /// </summary>
    void FillEmpty()
    {
        // The same on every rank
        var empty = Enumerable.Range(0, _clusters).Where(k => _reduced[_clusters * (_features + 1) + k] == 0).ToArray();
        if (empty.Length == 0) return;
        var far = Enumerable.Range(0, _rows.Count).Where(row => _rows.Weight(row) > 0)
            .Select(row => (Distance: _table.SquaredDistance(_rows[row], _assigned[row]), Number: _rows.FirstNumber + row))
            .Where(row => row.Distance > 0).OrderByDescending(row => row.Distance).ThenBy(row => row.Number).Take(empty.Length).ToArray();
        var all = _training.Gang.AllGather<(double Distance, long Number)>(far).SelectMany(part => part)
            .OrderByDescending(row => row.Distance).ThenBy(row => row.Number).Take(empty.Length).ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            var row = all[i].Number - _rows.FirstNumber;
            if (row < 0 || row >= _rows.Count) continue;
            Reassign((int)row, empty[i]);
            _upper[row] = float.PositiveInfinity;
        }
        Reduce((int)_reduced[^1] + all.Length);
    }

    /// <summary>Moves each centre to the mean of its rows, and the bounds with it; returns the sum of the squared moves.</summary>
    double Move()
    {
        var total = 0.0;
        for (var k = 0; k < _clusters; k++)
        {
            var (weight, squared) = (_reduced[_clusters * _features + k], 0.0);
            _moves[k] = 0;
            if (_reduced[_clusters * (_features + 1) + k] == 0) continue;   // fewer different rows than clusters
            for (var at = k * _features; at < (k + 1) * _features; at++)
            {
                var mean = _reduced[at] / weight;
                squared += (mean - Centres[at]) * (mean - Centres[at]);
                Centres[at] = mean;
            }
            _moves[k] = MathF.BitIncrement((float)Math.Sqrt(squared));
            total += squared;
        }
        var most = Array.IndexOf(_moves, _moves.Max());
        var second = 0f;
        for (var k = 0; k < _clusters; k++)
            if (k != most) second = MathF.Max(second, _moves[k]);
        const float Rounding = 2.5e-7f;   // two units in the last place, so that a bound stays one
        for (var row = 0; row < _assigned.Length; row++)
        {
            var own = _assigned[row];
            _upper[row] = (_upper[row] + _moves[own]) * (1 + Rounding);
            _lower[row] = (_lower[row] - (own == most ? second : _moves[most])) * (1 - Rounding);
            if (_lower[row] < 0) _lower[row] = 0;
        }
        return total;
    }

    void FindGaps()
    {
        const int Worthwhile = 1000;   // clusters: the gaps cost their square
        if (_clusters > Worthwhile) return;
        Array.Fill(_halfGap, float.PositiveInfinity);
        for (var k = 0; k < _clusters; k++)
            for (var other = 0; other < k; other++)
            {
                var squared = 0.0;
                for (var j = 0; j < _features; j++)
                {
                    var difference = Centres[k * _features + j] - Centres[other * _features + j];
                    squared += difference * difference;
                }
                var half = MathF.BitDecrement((float)(Math.Sqrt(squared) / 2));
                _halfGap[k] = MathF.Min(_halfGap[k], half);
                _halfGap[other] = MathF.Min(_halfGap[other], half);
            }
    }
}
