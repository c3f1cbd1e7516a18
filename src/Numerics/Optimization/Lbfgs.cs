using System.Numerics.Tensors;

namespace DistributedML.Numerics.Optimization;

/// <summary>
/// L-BFGS: minimises a smooth function of many parameters by quasi-Newton steps, with the Hessian approximated from the last steps.
/// Memory (2·History + 5)·n values; an iteration costs one or a few evaluations and 4·History·n multiplications.
/// Source: Liu and Nocedal, Mathematical Programming 45 (1989); Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5.
/// </summary>
public static class Lbfgs
{
    /// <summary>Minimises a function. To end without convergence is a result, not an error.</summary>
    /// <param name="f">The function. The same parameters must give the same value.</param>
    /// <param name="parameters">The start; afterwards the point found, never with a larger value than the start. n values.</param>
    /// <param name="options">Tolerances and limits.</param>
    /// <param name="iteration">Called after each iteration with its number, from 1, and the function's value.</param>
    /// <param name="cancel">Cancels before the next evaluation; <paramref name="parameters"/> then hold the last iteration's point.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LbfgsResult Minimize(
        DifferentiableFunction f, Span<double> parameters, LbfgsOptions options,
        Action<int, double>? iteration = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.History, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxIterations);
        Check(options.GradientTolerance, nameof(LbfgsOptions.GradientTolerance));
        Check(options.RelativeTolerance, nameof(LbfgsOptions.RelativeTolerance));
        cancel.ThrowIfCancellationRequested();

        var gradient = new double[parameters.Length];
        var value = f(parameters, gradient);
        var evaluations = 1;
        LbfgsResult End(int iterations, bool converged, string reason) => new(value, iterations, evaluations, converged, reason);

        if (!double.IsFinite(value)) return End(0, false, "the function has no finite value at the start");
        if (Largest(gradient) <= options.GradientTolerance) return End(0, true, "the gradient is within its tolerance");
        var search = new WolfeSearch(f, parameters.Length, cancel);
        var memory = new LbfgsMemory(options.History, parameters.Length);
        var direction = new double[parameters.Length];
        for (var i = 1; i <= options.MaxIterations; i++)
        {
            memory.Direction(gradient, direction);
            var slope = Kernels.Dot(direction, gradient);
            if (!(slope < 0) && memory.Count > 0)   // rounding has spoiled the history
            {
                memory.Clear();
                memory.Direction(gradient, direction);
                slope = Kernels.Dot(direction, gradient);
            }
            if (!double.IsFinite(slope)) return End(i - 1, false, "the gradient is not finite");
            var found = search.Run(parameters, value, slope, direction, memory.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(-slope)) : 1);
            evaluations += search.Evaluations;
            if (!found)
            {
                if (memory.Count == 0) return End(i - 1, false, "the line search found no lower value");
                memory.Clear();   // once more, along the gradient
                i--;
                continue;
            }
            memory.Add(parameters, search.Point, gradient, search.Gradient);
            search.Point.CopyTo(parameters);
            search.Gradient.CopyTo(gradient);
            var (before, after) = (value, search.Value);
            value = after;
            iteration?.Invoke(i, value);
            if (search.IsUnbounded) return End(i, false, "the function falls without end along the search direction");
            if (Largest(gradient) <= options.GradientTolerance) return End(i, true, "the gradient is within its tolerance");
            if (before - after <= options.RelativeTolerance * Math.Max(1, Math.Max(Math.Abs(before), Math.Abs(after))))
                return End(i, true, "the relative decrease is within its tolerance");
        }
        return End(options.MaxIterations, false, $"{options.MaxIterations} iterations were not enough");
    }

    static double Largest(ReadOnlySpan<double> gradient) => gradient.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(gradient));

    static void Check(double tolerance, string name)
    {
        if (!(tolerance >= 0)) throw new ArgumentOutOfRangeException(name, tolerance, $"{name} is {tolerance}; expected at least 0");
    }
}
