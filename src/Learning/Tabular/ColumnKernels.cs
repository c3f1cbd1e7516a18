using System.Numerics;
using System.Runtime.InteropServices;

namespace DistributedML.Learning.Tabular;

/// <summary>
/// Loops over columns of floats with sums of doubles, vectorised. Products that are added to a row's sum round as
/// <see cref="Math.FusedMultiplyAdd(double, double, double)"/> does, so that a row alone gives the same bits.
/// </summary>
static class ColumnKernels
{
    static readonly int Lanes = Vector<float>.Count;
    static readonly int Half = Vector<double>.Count;

    /// <summary>The first value that is NaN or infinite; -1 when there is none.</summary>
    public static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        var i = 0;
        foreach (var lane in MemoryMarshal.Cast<float, Vector<float>>(values))
        {
            if (!Vector.EqualsAll(lane - lane, Vector<float>.Zero)) break;   // infinity - infinity and NaN - NaN are NaN
            i += Lanes;
        }
        for (; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }

    /// <summary>sums += factor · x.</summary>
    public static void AddScaled(Span<double> sums, double factor, ReadOnlySpan<float> x)
    {
        x = x[..sums.Length];
        ref var s = ref MemoryMarshal.GetReference(sums);
        ref var p = ref MemoryMarshal.GetReference(x);
        var scale = new Vector<double>(factor);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            Vector.Widen(Vector.LoadUnsafe(ref p, (nuint)i), out var low, out var high);
            Vector.FusedMultiplyAdd(scale, low, Vector.LoadUnsafe(ref s, (nuint)i)).StoreUnsafe(ref s, (nuint)i);
            Vector.FusedMultiplyAdd(scale, high, Vector.LoadUnsafe(ref s, (nuint)(i + Half))).StoreUnsafe(ref s, (nuint)(i + Half));
        }
        for (; i < x.Length; i++) sums[i] = Math.FusedMultiplyAdd(factor, x[i], sums[i]);
    }

    /// <summary>sums += factors[0] · a, then + factors[1] · b, + factors[2] · c, + factors[3] · d.</summary>
    public static void AddScaled4(Span<double> sums, ReadOnlySpan<double> factors, ReadOnlySpan<float> a, ReadOnlySpan<float> b,
        ReadOnlySpan<float> c, ReadOnlySpan<float> d)
    {
        var length = sums.Length;
        ref var s = ref MemoryMarshal.GetReference(sums);
        ref var pa = ref MemoryMarshal.GetReference(a[..length]);
        ref var pb = ref MemoryMarshal.GetReference(b[..length]);
        ref var pc = ref MemoryMarshal.GetReference(c[..length]);
        ref var pd = ref MemoryMarshal.GetReference(d[..length]);
        Vector<double> fa = new(factors[0]), fb = new(factors[1]), fc = new(factors[2]), fd = new(factors[3]);
        var i = 0;
        for (; i <= length - Lanes; i += Lanes)
        {
            var low = Vector.LoadUnsafe(ref s, (nuint)i);
            var high = Vector.LoadUnsafe(ref s, (nuint)(i + Half));
            Vector.Widen(Vector.LoadUnsafe(ref pa, (nuint)i), out var x, out var y);
            (low, high) = (Vector.FusedMultiplyAdd(fa, x, low), Vector.FusedMultiplyAdd(fa, y, high));
            Vector.Widen(Vector.LoadUnsafe(ref pb, (nuint)i), out x, out y);
            (low, high) = (Vector.FusedMultiplyAdd(fb, x, low), Vector.FusedMultiplyAdd(fb, y, high));
            Vector.Widen(Vector.LoadUnsafe(ref pc, (nuint)i), out x, out y);
            (low, high) = (Vector.FusedMultiplyAdd(fc, x, low), Vector.FusedMultiplyAdd(fc, y, high));
            Vector.Widen(Vector.LoadUnsafe(ref pd, (nuint)i), out x, out y);
            Vector.FusedMultiplyAdd(fd, x, low).StoreUnsafe(ref s, (nuint)i);
            Vector.FusedMultiplyAdd(fd, y, high).StoreUnsafe(ref s, (nuint)(i + Half));
        }
        for (; i < length; i++)
        {
            var sum = Math.FusedMultiplyAdd(factors[0], a[i], sums[i]);
            sum = Math.FusedMultiplyAdd(factors[1], b[i], sum);
            sum = Math.FusedMultiplyAdd(factors[2], c[i], sum);
            sums[i] = Math.FusedMultiplyAdd(factors[3], d[i], sum);
        }
    }

    /// <summary>Σ (x − shift) and Σ (x − shift)².</summary>
    public static (double Sum, double Squares) SumAndSquares(ReadOnlySpan<float> x, double shift)
    {
        ref var p = ref MemoryMarshal.GetReference(x);
        Vector<double> sum0 = default, sum1 = default, squares0 = default, squares1 = default;
        var shifts = new Vector<double>(shift);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            Vector.Widen(Vector.LoadUnsafe(ref p, (nuint)i), out var low, out var high);
            (low, high) = (low - shifts, high - shifts);
            (sum0, sum1) = (sum0 + low, sum1 + high);
            (squares0, squares1) = (Vector.FusedMultiplyAdd(low, low, squares0), Vector.FusedMultiplyAdd(high, high, squares1));
        }
        var (sum, squares) = (Vector.Sum(sum0 + sum1), Vector.Sum(squares0 + squares1));
        for (; i < x.Length; i++)
        {
            var value = x[i] - shift;
            sum += value;
            squares += value * value;
        }
        return (sum, squares);
    }

    /// <summary>Σ factors · x.</summary>
    public static double Dot(ReadOnlySpan<double> factors, ReadOnlySpan<float> x)
    {
        x = x[..factors.Length];
        ref var f = ref MemoryMarshal.GetReference(factors);
        ref var p = ref MemoryMarshal.GetReference(x);
        Vector<double> s0 = default, s1 = default;
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            Vector.Widen(Vector.LoadUnsafe(ref p, (nuint)i), out var low, out var high);
            s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref f, (nuint)i), low, s0);
            s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref f, (nuint)(i + Half)), high, s1);
        }
        var sum = Vector.Sum(s0 + s1);
        for (; i < x.Length; i++) sum += factors[i] * x[i];
        return sum;
    }

    /// <summary>sums[0] += Σ factors · a, and so on for b, c and d.</summary>
    public static void AddDots4(Span<double> sums, ReadOnlySpan<double> factors, ReadOnlySpan<float> a, ReadOnlySpan<float> b,
        ReadOnlySpan<float> c, ReadOnlySpan<float> d)
    {
        var length = factors.Length;
        ref var f = ref MemoryMarshal.GetReference(factors);
        ref var pa = ref MemoryMarshal.GetReference(a[..length]);
        ref var pb = ref MemoryMarshal.GetReference(b[..length]);
        ref var pc = ref MemoryMarshal.GetReference(c[..length]);
        ref var pd = ref MemoryMarshal.GetReference(d[..length]);
        Vector<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        var i = 0;
        for (; i <= length - Lanes; i += Lanes)
        {
            var f0 = Vector.LoadUnsafe(ref f, (nuint)i);
            var f1 = Vector.LoadUnsafe(ref f, (nuint)(i + Half));
            Vector.Widen(Vector.LoadUnsafe(ref pa, (nuint)i), out var x, out var y);
            (a0, a1) = (Vector.FusedMultiplyAdd(f0, x, a0), Vector.FusedMultiplyAdd(f1, y, a1));
            Vector.Widen(Vector.LoadUnsafe(ref pb, (nuint)i), out x, out y);
            (b0, b1) = (Vector.FusedMultiplyAdd(f0, x, b0), Vector.FusedMultiplyAdd(f1, y, b1));
            Vector.Widen(Vector.LoadUnsafe(ref pc, (nuint)i), out x, out y);
            (c0, c1) = (Vector.FusedMultiplyAdd(f0, x, c0), Vector.FusedMultiplyAdd(f1, y, c1));
            Vector.Widen(Vector.LoadUnsafe(ref pd, (nuint)i), out x, out y);
            (d0, d1) = (Vector.FusedMultiplyAdd(f0, x, d0), Vector.FusedMultiplyAdd(f1, y, d1));
        }
        double sa = Vector.Sum(a0 + a1), sb = Vector.Sum(b0 + b1), sc = Vector.Sum(c0 + c1), sd = Vector.Sum(d0 + d1);
        for (; i < length; i++)
        {
            var factor = factors[i];
            sa += factor * a[i];
            sb += factor * b[i];
            sc += factor * c[i];
            sd += factor * d[i];
        }
        sums[0] += sa;
        sums[1] += sb;
        sums[2] += sc;
        sums[3] += sd;
    }
}
