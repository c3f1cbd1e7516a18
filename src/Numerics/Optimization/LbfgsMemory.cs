using System.Numerics.Tensors;

namespace DistributedML.Numerics.Optimization;

/// <summary>The last steps s and changes of the gradient y, which stand for the inverse Hessian.</summary>
sealed class LbfgsMemory(int history, int parameters)
{
    readonly double[]?[] _steps = new double[history][];
    readonly double[]?[] _changes = new double[history][];
    readonly double[] _curvatures = new double[history];   // s·y
    readonly double[] _weights = new double[history];
    int _next;

    /// <summary>How many steps are remembered.</summary>
    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Remembers a step, unless the function does not curve upwards along it.</summary>
    public void Add(ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> gradientFrom, ReadOnlySpan<double> gradientTo)
    {
        var step = _steps[_next] ??= new double[parameters];
        var change = _changes[_next] ??= new double[parameters];
        TensorPrimitives.Subtract(to, from, step);
        TensorPrimitives.Subtract(gradientTo, gradientFrom, change);
        var curvature = Kernels.Dot(step, change);
        if (!(curvature > double.Epsilon) || !(curvature > 2.2e-16 * Kernels.Dot(change, change)))
        {
            Count = Math.Min(Count, history - 1);   // as SciPy does; the oldest one's place was overwritten
            return;
        }
        _curvatures[_next] = curvature;
        _next = (_next + 1) % history;
        Count = Math.Min(Count + 1, history);
    }

    /// <summary>direction = −H·gradient, by the two loops of Nocedal and Wright's algorithm 7.4.</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        for (var back = 1; back <= Count; back++)
        {
            var i = Index(back);
            _weights[i] = Kernels.Dot(_steps[i], direction) / _curvatures[i];
            Kernels.AddScaled(direction, -_weights[i], _changes[i]);
        }
        if (Count > 0)
        {
            var newest = Index(1);
            TensorPrimitives.Multiply(direction, _curvatures[newest] / Kernels.Dot(_changes[newest], _changes[newest]), direction);
        }
        for (var back = Count; back >= 1; back--)
        {
            var i = Index(back);
            Kernels.AddScaled(direction, _weights[i] - Kernels.Dot(_changes[i], direction) / _curvatures[i], _steps[i]);
        }
    }

    int Index(int back) => (_next - back + history) % history;
}
