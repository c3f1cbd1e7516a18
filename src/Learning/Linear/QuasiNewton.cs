using DistributedML.Numerics;
using DistributedML.Numerics.Optimization;

namespace DistributedML.Learning.Linear;

/// <summary>
/// L-BFGS for smooth convex functions: the last steps and changes of the gradient stand for the inverse Hessian (Nocedal and Wright,
/// Numerical Optimization, 2006, algorithm 7.4); steps fulfil the weak Wolfe conditions, found by bisection (Lewis and Overton,
/// Mathematical Programming 141, 2013). No garbage in an iteration.
/// </summary>
sealed class QuasiNewton(int length, int maxIterations, double tolerance)
{
    const int Memory = 10;
    const int MaxTrials = 40;
    const double Decrease = 1e-4, Curvature = 0.9;

    readonly double[][] _steps = Rows(length), _changes = Rows(length);
    readonly double[] _products = new double[Memory];   // step · change
    readonly double[] _factors = new double[Memory];

    public delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Minimises from 0; reports each iteration and the value.</summary>
    public Minimum Minimize(Objective objective, Action<int, double>? report)
    {
        var (point, gradient, direction) = (new double[length], new double[length], new double[length]);
        var (nextPoint, nextGradient) = (new double[length], new double[length]);
        var (value, evaluations, kept) = (objective(point, gradient), 1, 0);
        for (var iteration = 0; iteration < maxIterations && Largest(gradient) > tolerance; iteration++)
        {
            report?.Invoke(iteration, value);
            SetDirection(gradient, direction, kept);
            var slope = Kernels.Dot(gradient, direction);
            var (low, high, size) = (0.0, double.PositiveInfinity,
                kept == 0 ? 1 / Math.Max(1, Math.Sqrt(Kernels.Dot(gradient, gradient))) : 1.0);
            var next = value;
            var found = false;
            for (var trial = 0; trial < MaxTrials && !found; trial++)
            {
                for (var i = 0; i < length; i++) nextPoint[i] = point[i] + size * direction[i];
                next = objective(nextPoint, nextGradient);
                evaluations++;
                if (!(next <= value + Decrease * size * slope)) high = size;
                else if (Kernels.Dot(nextGradient, direction) < Curvature * slope) low = size;
                else found = true;
                if (!found) size = double.IsInfinity(high) ? 2 * low : (low + high) / 2;
            }
            if (!found) return new(point, value, evaluations, Largest(gradient) <= tolerance);   // rounding hides any further decrease
            var at = kept % Memory;
            for (var i = 0; i < length; i++) (_steps[at][i], _changes[at][i]) = (nextPoint[i] - point[i], nextGradient[i] - gradient[i]);
            _products[at] = Kernels.Dot(_steps[at], _changes[at]);
            if (_products[at] > 0) kept++;
            (point, nextPoint, gradient, nextGradient, value) = (nextPoint, point, nextGradient, gradient, next);
        }
        return new(point, value, evaluations, Largest(gradient) <= tolerance);
    }

    void SetDirection(double[] gradient, double[] direction, int kept)
    {
        for (var i = 0; i < length; i++) direction[i] = -gradient[i];
        if (kept == 0) return;
        var oldest = Math.Max(0, kept - Memory);
        for (var k = kept - 1; k >= oldest; k--)
        {
            var at = k % Memory;
            _factors[at] = Kernels.Dot(_steps[at], direction) / _products[at];
            Kernels.AddScaled(direction, -_factors[at], _changes[at]);
        }
        var last = (kept - 1) % Memory;
        var scale = _products[last] / Kernels.Dot(_changes[last], _changes[last]);
        foreach (ref var value in direction.AsSpan()) value *= scale;
        for (var k = oldest; k < kept; k++)
        {
            var at = k % Memory;
            Kernels.AddScaled(direction, _factors[at] - Kernels.Dot(_changes[at], direction) / _products[at], _steps[at]);
        }
    }

    static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    static double[][] Rows(int length) => [.. Enumerable.Range(0, Memory).Select(_ => new double[length])];
}
