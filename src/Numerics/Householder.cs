using System.Numerics.Tensors;

namespace DistributedML.Numerics;

/// <summary>Reflections H = I − scale·v·vᵀ that set all values of a vector but the first to 0. Source: LAPACK's dlarfg.</summary>
static class Householder
{
    /// <summary>Replaces x by v, with v[0] = 1. H·x = (value, 0, ..., 0).</summary>
    public static (double Value, double Scale) Reflect(Span<double> x)
    {
        var first = x[0];
        var rest = Norm(x[1..]);
        x[0] = 1;
        if (rest == 0) return (first, 0);
        var value = -Math.CopySign(double.Hypot(first, rest), first);
        TensorPrimitives.Divide(x[1..], first - value, x[1..]);
        return (value, (value - first) / value);
    }

    /// <summary>√Σx², without overflow or underflow on the way.</summary>
    public static double Norm(ReadOnlySpan<double> x)
    {
        var sum = Kernels.Dot(x, x);
        if (sum is > 1e-280 and < 1e280 || x.IsEmpty) return Math.Sqrt(sum);
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(x));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        sum = 0;
        foreach (var value in x) sum += value / largest * (value / largest);
        return largest * Math.Sqrt(sum);
    }
}
