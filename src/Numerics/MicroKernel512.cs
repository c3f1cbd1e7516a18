using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>6 by 16 for AVX-512.</summary>
readonly struct MicroKernel512 : IMicroKernel
{
    public static int Columns => 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run(int depth, double* a, double* b, double factor, double* c, int stride)
    {
        Vector512<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector512<double> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (var end = a + depth * IMicroKernel.Rows; a < end; a += IMicroKernel.Rows, b += 16)
        {
            Vector512<double> b0 = Vector512.Load(b), b1 = Vector512.Load(b + 8);
            var x = Vector512.Create(a[0]);
            c00 = Vector512.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector512.MultiplyAddEstimate(x, b1, c01);
            x = Vector512.Create(a[1]);
            c10 = Vector512.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector512.MultiplyAddEstimate(x, b1, c11);
            x = Vector512.Create(a[2]);
            c20 = Vector512.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector512.MultiplyAddEstimate(x, b1, c21);
            x = Vector512.Create(a[3]);
            c30 = Vector512.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector512.MultiplyAddEstimate(x, b1, c31);
            x = Vector512.Create(a[4]);
            c40 = Vector512.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector512.MultiplyAddEstimate(x, b1, c41);
            x = Vector512.Create(a[5]);
            c50 = Vector512.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector512.MultiplyAddEstimate(x, b1, c51);
        }
        Add(c, factor, c00, c01);
        Add(c + stride, factor, c10, c11);
        Add(c + 2 * stride, factor, c20, c21);
        Add(c + 3 * stride, factor, c30, c31);
        Add(c + 4 * stride, factor, c40, c41);
        Add(c + 5 * stride, factor, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void Add(double* c, double factor, Vector512<double> first, Vector512<double> second)
    {
        var scale = Vector512.Create(factor);
        Vector512.MultiplyAddEstimate(scale, first, Vector512.Load(c)).Store(c);
        Vector512.MultiplyAddEstimate(scale, second, Vector512.Load(c + 8)).Store(c + 8);
    }
}
