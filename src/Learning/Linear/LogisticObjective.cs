using System.Numerics;
using System.Runtime.InteropServices;
using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Linear;

/// <summary>
/// The mean loss of logistic regression and its gradient, over the rows of all ranks, as a function of coefficients of centred and scaled
/// columns: for each output its coefficients, then its intercept when there is one. Works through blocks of rows whose columns stay in the
/// cache between margins and gradient. No garbage.
/// </summary>
sealed class LogisticObjective
{
    static readonly int Lanes = Vector<double>.Count;

    readonly Dataset _rows;
    readonly NumericInputs _inputs;
    readonly int[] _classes;
    readonly double[] _classWeights;
    readonly double _totalWeight, _l2;
    readonly ColumnScales _scales;
    readonly Training _training;
    readonly bool _intercept;
    readonly double[] _divisors;       // of each column: 0 for one that says nothing
    readonly int _width;
    readonly double[] _coefficients;   // of raw columns, by output
    readonly double[] _intercepts;
    readonly double[] _sums;           // loss, then for each output the gradient of its coefficients and of its intercept
    readonly double[] _margins;        // by output, a block of rows each
    readonly double[] _weights, _hits, _top;

    /// <param name="rows">This rank's rows.</param>
    /// <param name="inputs">Their columns.</param>
    /// <param name="classes">The output of each row's class.</param>
    /// <param name="classWeights">A factor for the weight of each class's rows.</param>
    /// <param name="totalWeight">Of the rows of all ranks, with those factors.</param>
    /// <param name="options">Penalty and intercept.</param>
    /// <param name="training">The gang and cancellation.</param>
    /// <param name="forceSoftmax">Whether two classes have an output each.</param>
    public LogisticObjective(
        Dataset rows, NumericInputs inputs, int[] classes, double[] classWeights, double totalWeight, LogisticRegressionOptions options,
        Training training, bool forceSoftmax)
    {
        (_rows, _inputs, _classes, _classWeights, _totalWeight, _training) = (rows, inputs, classes, classWeights, totalWeight, training);
        (_l2, _intercept) = (options.L2, options.Intercept);
        _scales = new ColumnScales(inputs, rows, training.Gang, options.Intercept);
        Outputs = classWeights.Length == 2 && !forceSoftmax ? 1 : classWeights.Length;
        _width = inputs.Columns + (_intercept ? 1 : 0);
        // The roots of about the second derivatives: those of the losses of undecided rows, and of the penalty. The optimiser then finds
        // its way in few steps.
        var penalty = 2 * classWeights.Length * _l2 / totalWeight;
        _divisors = Array.ConvertAll(_scales.Deviations, deviation => deviation > 0 ? Math.Sqrt(deviation * deviation + penalty) : 0);
        _coefficients = new double[Outputs * inputs.Columns];
        _intercepts = new double[Outputs];
        _sums = new double[1 + Outputs * (inputs.Columns + 1)];
        _margins = new double[Outputs * inputs.BlockRows];
        _weights = new double[inputs.BlockRows];
        _hits = new double[inputs.BlockRows];
        _top = new double[inputs.BlockRows];
    }

    /// <summary>1 for two classes, otherwise one for each class.</summary>
    public int Outputs { get; }

    /// <summary>The columns' standard deviations.</summary>
    public double[] Deviations => _scales.Deviations;

    /// <summary>Length of a point.</summary>
    public int Length => Outputs * _width;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        _training.Cancel.ThrowIfCancellationRequested();
        ToRaw(point, _coefficients, _intercepts);
        Array.Clear(_sums);
        for (var first = 0; first < _rows.Rows; first += _inputs.BlockRows) AddBlock(first,
            Math.Min(_inputs.BlockRows, _rows.Rows - first));
        _training.Gang.AllReduce(_sums.AsSpan());
        var penalty = Kernels.Dot(_coefficients, _coefficients);
        var d = _inputs.Columns;
        for (var output = 0; output < Outputs; output++)
        {
            var sums = _sums.AsSpan(1 + output * (d + 1), d + 1);
            var to = gradient.Slice(output * _width, _width);
            for (var i = 0; i < d; i++)
                to[i] = Scaled(sums[i] - _scales.Means[i] * sums[d] + _l2 * _coefficients[output * d + i], i) / _totalWeight;
            if (_intercept) to[d] = sums[d] / _totalWeight;
        }
        return (_sums[0] + _l2 / 2 * penalty) / _totalWeight;
    }

    /// <summary>The coefficients and intercepts of raw columns that a point stands for.</summary>
    public void ToRaw(ReadOnlySpan<double> point, Span<double> coefficients, Span<double> intercepts)
    {
        var d = _inputs.Columns;
        for (var output = 0; output < Outputs; output++)
        {
            intercepts[output] = _intercept ? point[output * _width + d] : 0;
            for (var i = 0; i < d; i++)
            {
                coefficients[output * d + i] = Scaled(point[output * _width + i], i);
                if (_intercept) intercepts[output] -= coefficients[output * d + i] * _scales.Means[i];
            }
        }
    }

    double Scaled(double value, int column) => _divisors[column] > 0 ? value / _divisors[column] : 0;

    void AddBlock(int first, int count)
    {
        var d = _inputs.Columns;
        var stride = _inputs.BlockRows;
        for (var output = 0; output < Outputs; output++)
        {
            var margins = _margins.AsSpan(output * stride, count);
            margins.Fill(_intercepts[output]);
            _inputs.AddProducts(_rows, first, _coefficients.AsSpan(output * d, d), margins);
        }
        var padded = (count + Lanes - 1) / Lanes * Lanes;
        for (var row = 0; row < count; row++) _weights[row] = _rows.Weight(first + row) * _classWeights[_classes[first + row]];
        _weights.AsSpan(count..padded).Clear();   // so that the rest of the last vector adds nothing
        for (var output = 0; output < Outputs; output++) _margins.AsSpan(output * stride + count, padded - count).Clear();
        _sums[0] += Outputs == 1 ? TwoClasses(first, count, padded) : ManyClasses(first, count, padded, stride);
        for (var output = 0; output < Outputs; output++)
        {
            var residuals = _margins.AsSpan(output * stride, count);
            var sums = _sums.AsSpan(1 + output * (d + 1), d + 1);
            _inputs.AddColumnSums(_rows, first, residuals, sums);
            foreach (var residual in residuals) sums[d] += residual;
        }
    }

    /// <summary>Replaces the margins m by w(σ(m) − y); returns Σ w(ln(1 + exp m) − y·m).</summary>
    double TwoClasses(int first, int count, int padded)
    {
        for (var row = 0; row < count; row++) _hits[row] = _classes[first + row];
        ref var m = ref MemoryMarshal.GetArrayDataReference(_margins);
        var loss = Vector<double>.Zero;
        for (var i = 0; i < padded; i += Lanes)
        {
            var margin = Vector.LoadUnsafe(ref m, (nuint)i);
            var (weight, hit) = (new Vector<double>(_weights, i), new Vector<double>(_hits, i));
            var small = Vector.Exp(-Vector.Abs(margin));
            var sum = Vector<double>.One + small;
            loss += weight * (Vector.Max(margin, Vector<double>.Zero) + Vector.Log(sum) - hit * margin);
            var probability = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(margin, Vector<double>.Zero), Vector<double>.One,
                small) / sum;
            (weight * (probability - hit)).StoreUnsafe(ref m, (nuint)i);
        }
        return Vector.Sum(loss);
    }

    /// <summary>Replaces the margins by w(p − y) for each class; returns Σ w(ln Σ exp m − m of the row's class).</summary>
    double ManyClasses(int first, int count, int padded, int stride)
    {
        ref var m = ref MemoryMarshal.GetArrayDataReference(_margins);
        ref var top = ref MemoryMarshal.GetArrayDataReference(_top);
        var loss = 0.0;
        for (var row = 0; row < count; row++) loss -= _weights[row] * _margins[_classes[first + row] * stride + row];
        var losses = Vector<double>.Zero;
        for (var i = 0; i < padded; i += Lanes)
        {
            var max = Vector.LoadUnsafe(ref m, (nuint)i);
            for (var output = 1; output < Outputs; output++) max = Vector.Max(max, Vector.LoadUnsafe(ref m, (nuint)(output * stride + i)));
            var sum = Vector<double>.Zero;
            for (var output = 0; output < Outputs; output++)
            {
                var power = Vector.Exp(Vector.LoadUnsafe(ref m, (nuint)(output * stride + i)) - max);
                power.StoreUnsafe(ref m, (nuint)(output * stride + i));
                sum += power;
            }
            var weight = new Vector<double>(_weights, i);
            losses += weight * (max + Vector.Log(sum));
            (weight / sum).StoreUnsafe(ref top, (nuint)i);
        }
        for (var output = 0; output < Outputs; output++)
            for (var i = 0; i < padded; i += Lanes)
                (Vector.LoadUnsafe(ref m, (nuint)(output * stride + i)) * Vector.LoadUnsafe(ref top, (nuint)i)).StoreUnsafe(ref m,
                    (nuint)(output * stride + i));
        for (var row = 0; row < count; row++) _margins[_classes[first + row] * stride + row] -= _weights[row];
        return loss + Vector.Sum(losses);
    }
}
