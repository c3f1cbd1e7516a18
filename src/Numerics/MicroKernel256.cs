using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>
/// 6 by 8: 12 accumulators of the 16 registers of AVX2, as in BLIS. Where there is no AVX the runtime splits each in two.
/// </summary>
readonly struct MicroKernel256 : IMicroKernel
{
    public static int Columns => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run(int depth, double* a, double* b, double factor, double* c, int stride)
    {
        Vector256<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<double> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (var end = a + depth * IMicroKernel.Rows; a < end; a += IMicroKernel.Rows, b += 8)
        {
            Vector256<double> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 4);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(x, b1, c01);
            x = Vector256.Create(a[1]);
            c10 = Vector256.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(x, b1, c11);
            x = Vector256.Create(a[2]);
            c20 = Vector256.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector256.MultiplyAddEstimate(x, b1, c21);
            x = Vector256.Create(a[3]);
            c30 = Vector256.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector256.MultiplyAddEstimate(x, b1, c31);
            x = Vector256.Create(a[4]);
            c40 = Vector256.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector256.MultiplyAddEstimate(x, b1, c41);
            x = Vector256.Create(a[5]);
            c50 = Vector256.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector256.MultiplyAddEstimate(x, b1, c51);
        }
        Add(c, factor, c00, c01);
        Add(c + stride, factor, c10, c11);
        Add(c + 2 * stride, factor, c20, c21);
        Add(c + 3 * stride, factor, c30, c31);
        Add(c + 4 * stride, factor, c40, c41);
        Add(c + 5 * stride, factor, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void Add(double* c, double factor, Vector256<double> first, Vector256<double> second)
    {
        var scale = Vector256.Create(factor);
        Vector256.MultiplyAddEstimate(scale, first, Vector256.Load(c)).Store(c);
        Vector256.MultiplyAddEstimate(scale, second, Vector256.Load(c + 4)).Store(c + 4);
    }
}
