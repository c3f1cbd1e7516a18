using System.Numerics;
using System.Runtime.InteropServices;
using DistributedML.Numerics;

namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>
/// The sum of squared one-step errors of a series as a function of the smoothing parameters alone. The errors are linear in the initial states, so
/// the best initial states are a least-squares solution: the filter runs once over the values from zero states and beside them once over zeros from each unit
/// state. O(n·s²) for n values and s initial states.
/// </summary>
sealed class EtsLikelihood
{
    readonly double[] _values;
    readonly EtsForm _form;
    readonly int _columns;
    readonly int _stride;
    readonly double[] _levels;
    readonly double[] _slopes;
    readonly double[] _seasons;
    readonly double[] _errors;
    readonly double[] _gram;
    readonly double[] _factor;
    readonly double[] _states;

    /// <param name="values">The series.</param>
    /// <param name="form">The form.</param>
    public EtsLikelihood(ReadOnlySpan<double> values, EtsForm form)
    {
        _values = values.ToArray();
        _form = form;
        _columns = form.InitialStates + 1;
        _stride = (_columns + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _levels = new double[_stride];
        _slopes = new double[_stride];
        _seasons = new double[form.SeasonLength * _stride];
        _errors = new double[_stride];
        _gram = new double[_columns * _stride];
        _factor = new double[form.InitialStates * form.InitialStates];
        _states = new double[form.InitialStates];
    }

    /// <summary>The sum of squared errors with the best initial states.</summary>
    public double SumOfSquares(EtsParameters parameters)
    {
        Filter(parameters);
        Solve();
        var last = (_columns - 1) * _stride;
        var sum = _gram[last + _columns - 1];
        for (var i = 0; i < _states.Length; i++) sum += _states[i] * _gram[last + i];
        return Math.Max(0, sum);
    }

    /// <summary>The best initial states.</summary>
    public (double Level, double Slope, double[] Season) InitialStates(EtsParameters parameters)
    {
        Filter(parameters);
        Solve();
        var season = new double[_form.SeasonLength];
        var first = _states.Length - (_form.SeasonLength - 1);
        for (var phase = 0; phase + 1 < season.Length; phase++)
        {
            season[phase] = _states[first + phase];
            season[^1] -= season[phase];
        }
        return (_states[0], _form.Trend == EtsTrend.None ? 0 : _states[1], season);
    }

    /// <summary>Runs all columns through the filter, side by side, and sums the products of their errors into the Gram matrix.</summary>
    void Filter(EtsParameters parameters)
    {
        Start();
        var levels = MemoryMarshal.Cast<double, Vector<double>>(_levels.AsSpan());
        var slopes = MemoryMarshal.Cast<double, Vector<double>>(_slopes.AsSpan());
        var seasons = MemoryMarshal.Cast<double, Vector<double>>(_seasons.AsSpan());
        var errors = MemoryMarshal.Cast<double, Vector<double>>(_errors.AsSpan());
        var phase = 0;
        foreach (var value in _values)
        {
            _errors.AsSpan().Clear();
            _errors[_columns - 1] = value;
            var season = seasons.Slice(phase * levels.Length, levels.Length);
            for (var i = 0; i < levels.Length; i++)
            {
                var slope = parameters.Phi * slopes[i];
                var error = errors[i] - levels[i] - slope - season[i];
                levels[i] += slope + parameters.Alpha * error;
                slopes[i] = slope + parameters.Beta * error;
                season[i] += parameters.Gamma * error;
                errors[i] = error;
            }
            for (var i = 0; i < _columns; i++) Kernels.AddScaled(_gram.AsSpan(i * _stride, _stride), _errors[i], _errors);
            phase = phase + 1 == _form.SeasonLength ? 0 : phase + 1;
        }
    }

    void Start()
    {
        Array.Clear(_levels);
        Array.Clear(_slopes);
        Array.Clear(_seasons);
        Array.Clear(_gram);
        _levels[0] = 1;
        if (_form.Trend != EtsTrend.None) _slopes[1] = 1;
        var first = _columns - _form.SeasonLength;
        for (var phase = 0; phase + 1 < _form.SeasonLength; phase++)
        {
            _seasons[phase * _stride + first + phase] = 1;
            _seasons[(_form.SeasonLength - 1) * _stride + first + phase] = -1;
        }
    }

    /// <summary>Solves the normal equations; a hair is added to the diagonal, so that states that no value depends on come out as 0.</summary>
    void Solve()
    {
        var n = _states.Length;
        for (var i = 0; i < n; i++)
        {
            _gram.AsSpan(i * _stride, i + 1).CopyTo(_factor.AsSpan(i * n, i + 1));
            _factor[i * n + i] += 1e-10 * _factor[i * n + i] + 1e-12;
            _states[i] = -_gram[n * _stride + i];
        }
        Cholesky.Factor(_factor, n);
        Cholesky.Solve(_factor, n, _states);
    }
}
