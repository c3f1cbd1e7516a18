namespace DistributedML.Numerics;

/// <summary>Inverts a distribution: Newton's method within a bracket.</summary>
static class TailSearch
{
    const int MaxSteps = 200;

    /// <summary>The u at which a tail's logarithm has a value.</summary>
    /// <param name="start">A first guess.</param>
    /// <param name="target">The logarithm wanted.</param>
    /// <param name="rises">Whether the tail rises with u; otherwise it falls.</param>
    /// <param name="tail">At u: the tail's logarithm, and the magnitude of its slope.</param>
    public static double Solve(double start, double target, bool rises, Func<double, (double Log, double Slope)> tail)
    {
        double low = double.NegativeInfinity, high = double.PositiveInfinity, u = start;
        for (var i = 0; i < MaxSteps; i++)
        {
            var (log, slope) = tail(u);
            var error = log - target;
            if (error == 0) break;
            if (error < 0 == rises) low = u;
            else high = u;
            var next = u - error / (rises ? slope : -slope);
            if (!(next > low && next < high && Math.Abs(next - u) < 50))
                next = double.IsInfinity(low) ? high - 1 - i : double.IsInfinity(high) ? low + 1 + i : low + (high - low) / 2;
            if (Math.Abs(next - u) <= 1e-16 * Math.Max(1, Math.Abs(u))) return next;
            u = next;
        }
        return u;
    }
}
