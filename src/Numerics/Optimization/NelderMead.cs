namespace DistributedML.Numerics.Optimization;

/// <summary>
/// Minimises a function of few variables inside a box without derivatives: the simplex of Nelder and Mead, Computer Journal 7 (1965). It moves
/// in variables without bounds that are mapped into the box, so that it does not collapse into a face. For up to about 10 variables;
/// deterministic; each step costs one or two evaluations.
/// </summary>
public sealed class NelderMead
{
    readonly double[] _lower;
    readonly double[] _upper;

    /// <param name="lower">Lower bounds, one per variable; may be −∞.</param>
    /// <param name="upper">Upper bounds, each at least the lower one; may be ∞.</param>
    /// <exception cref="ArgumentException">The bounds differ in length, are empty or cross.</exception>
    public NelderMead(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        if (lower.Length == 0 || lower.Length != upper.Length)
            throw new ArgumentException($"{lower.Length} lower and {upper.Length} upper bounds; expected as many, at least 1");
        for (var i = 0; i < lower.Length; i++)
            if (!(lower[i] <= upper[i])) throw new ArgumentException($"bounds of variable {i} are {lower[i]} and {upper[i]}; expected the lower first");
        _lower = lower.ToArray();
        _upper = upper.ToArray();
    }

    /// <summary>A function to minimise. NaN and ∞ count as worse than every number.</summary>
    public delegate double Objective(ReadOnlySpan<double> point);

    /// <summary>Most evaluations; at least 1.</summary>
    public int MaxEvaluations { get; init; } = 500;

    /// <summary>The simplex has converged when its values differ by no more than this, relative to the best one, and its points by no more than <see cref="PointTolerance"/>.</summary>
    public double ValueTolerance { get; init; } = 1e-9;

    /// <summary>Largest distance of a converged simplex's points from the best one, in any variable.</summary>
    public double PointTolerance { get; init; } = 1e-5;

    /// <summary>Minimises from a start; the other points of the first simplex lie <paramref name="step"/> away along one variable each.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="start">The first point; drawn into the box.</param>
    /// <param name="step">Size of the first simplex; above 0.</param>
    /// <exception cref="ArgumentException">The start has not as many variables as the box.</exception>
    public Minimum Minimize(Objective objective, ReadOnlySpan<double> start, double step)
    {
        if (start.Length != _lower.Length) throw new ArgumentException($"start has {start.Length} variables; expected {_lower.Length}");
        var simplex = new Simplex(this, objective, start, step);
        while (!simplex.HasConverged && simplex.Evaluations < MaxEvaluations) simplex.Improve();
        return simplex.Result;
    }

    /// <summary>From the whole line to a variable's bounds: a sine between two bounds, a square from one, the number itself without any.</summary>
    double ToBox(double free, int variable)
    {
        var (lower, upper) = (_lower[variable], _upper[variable]);
        if (double.IsFinite(lower) && double.IsFinite(upper)) return Math.Clamp(lower + (upper - lower) * (1 + Math.Sin(free)) / 2, lower, upper);
        if (double.IsFinite(lower)) return lower + free * free;
        return double.IsFinite(upper) ? upper - free * free : free;
    }

    /// <summary>A number that <see cref="ToBox"/> takes to a value of the variable.</summary>
    double FromBox(double value, int variable)
    {
        var (lower, upper) = (_lower[variable], _upper[variable]);
        if (lower == upper) return 0;
        if (double.IsFinite(lower) && double.IsFinite(upper)) return Math.Asin(Math.Clamp(2 * (value - lower) / (upper - lower) - 1, -1, 1));
        if (double.IsFinite(lower)) return Math.Sqrt(value - lower);
        return double.IsFinite(upper) ? Math.Sqrt(upper - value) : value;
    }

    sealed class Simplex
    {
        readonly NelderMead _box;
        readonly Objective _objective;
        readonly double[][] _points;
        readonly double[] _values;
        readonly double[] _centre;
        readonly double[] _boxed;
        double[] _trial;
        double[] _second;

        public Simplex(NelderMead box, Objective objective, ReadOnlySpan<double> start, double step)
        {
            (_box, _objective) = (box, objective);
            _points = new double[start.Length + 1][];
            _values = new double[start.Length + 1];
            (_centre, _boxed, _trial, _second) = (new double[start.Length], new double[start.Length], new double[start.Length], new double[start.Length]);
            for (var i = 0; i < _points.Length; i++)
            {
                _points[i] = new double[start.Length];
                for (var j = 0; j < start.Length; j++) _points[i][j] = box.FromBox(First(start[j], j, j == i - 1 ? step : 0), j);
                _values[i] = Evaluate(_points[i]);
            }
            Order();
        }

        public int Evaluations { get; private set; }

        public Minimum Result => new([.. ToBox(_points[0])], _values[0], Evaluations, HasConverged);

        public bool HasConverged
        {
            get
            {
                if (_values[^1] - _values[0] > _box.ValueTolerance * Math.Abs(_values[0])) return false;
                for (var i = 1; i < _points.Length; i++)
                    for (var j = 0; j < _centre.Length; j++)
                        if (Math.Abs(_box.ToBox(_points[i][j], j) - _box.ToBox(_points[0][j], j)) > _box.PointTolerance) return false;
                return true;
            }
        }

        /// <summary>One step: reflect the worst point at the others' centre, then expand, contract or shrink.</summary>
        public void Improve()
        {
            FindCentre();
            var reflected = Try(_trial, -1);
            if (reflected < _values[0]) Replace(Try(_second, -2), reflected);
            else if (reflected < _values[^2]) Replace(double.PositiveInfinity, reflected);
            else
            {
                var contracted = Try(_second, reflected < _values[^1] ? -0.5 : 0.5);
                if (contracted < Math.Min(reflected, _values[^1])) Replace(contracted, double.PositiveInfinity);
                else Shrink();
            }
            Order();
        }

        void FindCentre()
        {
            Array.Clear(_centre);
            for (var i = 0; i < _points.Length - 1; i++)
                for (var j = 0; j < _centre.Length; j++) _centre[j] += _points[i][j] / _centre.Length;
        }

        /// <summary>Evaluates the point on the line from the centre (0) to the worst point (1).</summary>
        double Try(double[] point, double position)
        {
            for (var j = 0; j < point.Length; j++) point[j] = _centre[j] + position * (_points[^1][j] - _centre[j]);
            return Evaluate(point);
        }

        /// <summary>Puts the better one of the second and the first trial in the worst point's place.</summary>
        void Replace(double second, double first)
        {
            if (second < first) (_points[^1], _second, _values[^1]) = (_second, _points[^1], second);
            else (_points[^1], _trial, _values[^1]) = (_trial, _points[^1], first);
        }

        void Shrink()
        {
            for (var i = 1; i < _points.Length; i++)
            {
                for (var j = 0; j < _centre.Length; j++) _points[i][j] = (_points[0][j] + _points[i][j]) / 2;
                _values[i] = Evaluate(_points[i]);
            }
        }

        void Order() => Array.Sort(_values, _points);

        double Evaluate(double[] point)
        {
            Evaluations++;
            var value = _objective(ToBox(point));
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }

        ReadOnlySpan<double> ToBox(double[] point)
        {
            for (var j = 0; j < point.Length; j++) _boxed[j] = _box.ToBox(point[j], j);
            return _boxed;
        }

        /// <summary>A variable of the first simplex: drawn into the box, and a step away, inwards where the box is in the way.</summary>
        double First(double value, int variable, double step)
        {
            var (lower, upper) = (_box._lower[variable], _box._upper[variable]);
            value = Math.Clamp(value, lower, upper);
            return value + step <= upper ? value + step : Math.Max(lower, value - step);
        }
    }
}
