using System.Numerics;
using System.Runtime.InteropServices;

namespace DistributedML.Learning.Clustering;

/// <summary>Euclidean distances.</summary>
static class Euclid
{
    /// <summary>‖x − y‖² by differences: no cancellation.</summary>
    public static float Squared(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        y = y[..x.Length];
        var vx = MemoryMarshal.Cast<float, Vector<float>>(x);
        var vy = MemoryMarshal.Cast<float, Vector<float>>(y);
        Vector<float> sum0 = default, sum1 = default;
        var i = 0;
        for (; i + 1 < vx.Length; i += 2)
        {
            var (first, second) = (vx[i] - vy[i], vx[i + 1] - vy[i + 1]);
            sum0 = Vector.FusedMultiplyAdd(first, first, sum0);
            sum1 = Vector.FusedMultiplyAdd(second, second, sum1);
        }
        if (i < vx.Length) sum0 = Vector.FusedMultiplyAdd(vx[i] - vy[i], vx[i] - vy[i], sum0);
        var sum = Vector.Sum(sum0 + sum1);
        for (i = vx.Length * Vector<float>.Count; i < x.Length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return sum;
    }
}
