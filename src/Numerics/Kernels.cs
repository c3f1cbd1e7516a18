using System.Numerics;
using System.Runtime.InteropServices;

namespace DistributedML.Numerics;

/// <summary>
/// Operations on vectors, vectorised. Vectors of one call have the same length; a longer second one is read as far as the first goes.
/// Sums are added in the order of the machine's vector lanes, so the last bits may differ between kinds of processors, never between calls.
/// </summary>
public static class Kernels
{
    /// <summary>Σ x·y.</summary>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        y = y[..x.Length];
        var vx = MemoryMarshal.Cast<float, Vector<float>>(x);
        var vy = MemoryMarshal.Cast<float, Vector<float>>(y);
        Vector<float> sum0 = Vector<float>.Zero, sum1 = Vector<float>.Zero;
        var i = 0;
        for (; i + 1 < vx.Length; i += 2)
        {
            sum0 = Vector.MultiplyAddEstimate(vx[i], vy[i], sum0);
            sum1 = Vector.MultiplyAddEstimate(vx[i + 1], vy[i + 1], sum1);
        }
        if (i < vx.Length) sum0 = Vector.MultiplyAddEstimate(vx[i], vy[i], sum0);
        var sum = Vector.Sum(sum0 + sum1);
        for (i = vx.Length * Vector<float>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>Σ x·y.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        y = y[..x.Length];
        var vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        var vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> sum0 = Vector<double>.Zero, sum1 = Vector<double>.Zero;
        var i = 0;
        for (; i + 1 < vx.Length; i += 2)
        {
            sum0 = Vector.MultiplyAddEstimate(vx[i], vy[i], sum0);
            sum1 = Vector.MultiplyAddEstimate(vx[i + 1], vy[i + 1], sum1);
        }
        if (i < vx.Length) sum0 = Vector.MultiplyAddEstimate(vx[i], vy[i], sum0);
        var sum = Vector.Sum(sum0 + sum1);
        for (i = vx.Length * Vector<double>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>y += factor · x.</summary>
    public static void AddScaled(Span<float> y, float factor, ReadOnlySpan<float> x)
    {
        x = x[..y.Length];
        var vx = MemoryMarshal.Cast<float, Vector<float>>(x);
        var vy = MemoryMarshal.Cast<float, Vector<float>>(y);
        var scale = new Vector<float>(factor);
        for (var i = 0; i < vy.Length; i++) vy[i] = Vector.MultiplyAddEstimate(scale, vx[i], vy[i]);
        for (var i = vy.Length * Vector<float>.Count; i < y.Length; i++) y[i] += factor * x[i];
    }

    /// <summary>y += factor · x.</summary>
    public static void AddScaled(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        x = x[..y.Length];
        var vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        var vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        var scale = new Vector<double>(factor);
        for (var i = 0; i < vy.Length; i++) vy[i] = Vector.MultiplyAddEstimate(scale, vx[i], vy[i]);
        for (var i = vy.Length * Vector<double>.Count; i < y.Length; i++) y[i] += factor * x[i];
    }

    /// <summary>y ·= x, one by one.</summary>
    public static void Multiply(Span<float> y, ReadOnlySpan<float> x)
    {
        x = x[..y.Length];
        var vx = MemoryMarshal.Cast<float, Vector<float>>(x);
        var vy = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (var i = 0; i < vy.Length; i++) vy[i] *= vx[i];
        for (var i = vy.Length * Vector<float>.Count; i < y.Length; i++) y[i] *= x[i];
    }
}
