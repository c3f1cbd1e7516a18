using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>
/// Products of a matrix that is not transposed with a vector, four rows at a time, so that the vector is read once for the four.
/// </summary>
static unsafe class VectorProduct
{
    /// <summary>y[i] = row i · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots(MatrixView a, ReadOnlySpan<double> x, Span<double> y)
    {
        int n = a.Columns, row = 0;
        if (n == 0) y.Clear();
        else
            fixed (double* start = &MemoryMarshal.GetReference(a.Values), px = x)
                for (; row + 4 <= a.Rows; row += 4)
                {
                    double* r0 = start + row * a.RowStride, r1 = r0 + a.RowStride, r2 = r1 + a.RowStride, r3 = r2 + a.RowStride;
                    Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
                    var j = 0;
                    for (; j + 4 <= n; j += 4)
                    {
                        var v = Vector256.Load(px + j);
                        s0 = Vector256.MultiplyAddEstimate(Vector256.Load(r0 + j), v, s0);
                        s1 = Vector256.MultiplyAddEstimate(Vector256.Load(r1 + j), v, s1);
                        s2 = Vector256.MultiplyAddEstimate(Vector256.Load(r2 + j), v, s2);
                        s3 = Vector256.MultiplyAddEstimate(Vector256.Load(r3 + j), v, s3);
                    }
                    double d0 = Vector256.Sum(s0), d1 = Vector256.Sum(s1), d2 = Vector256.Sum(s2), d3 = Vector256.Sum(s3);
                    for (; j < n; j++) (d0, d1, d2, d3) = (d0 + r0[j] * px[j], d1 + r1[j] * px[j], d2 + r2[j] * px[j], d3 + r3[j] * px[j]);
                    (y[row], y[row + 1], y[row + 2], y[row + 3]) = (d0, d1, d2, d3);
                }
        for (; n > 0 && row < a.Rows; row++) y[row] = Kernels.Dot(x, a.Row(row));
    }

    /// <summary>y += Σ weights[i] · row i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(MatrixView a, ReadOnlySpan<double> weights, Span<double> y)
    {
        int n = a.Columns, row = 0;
        if (n == 0) return;
        fixed (double* start = &MemoryMarshal.GetReference(a.Values), py = y)
            for (; row + 4 <= a.Rows; row += 4)
            {
                double* r0 = start + row * a.RowStride, r1 = r0 + a.RowStride, r2 = r1 + a.RowStride, r3 = r2 + a.RowStride;
                double w0 = weights[row], w1 = weights[row + 1], w2 = weights[row + 2], w3 = weights[row + 3];
                Vector256<double> v0 = Vector256.Create(w0), v1 = Vector256.Create(w1);
                Vector256<double> v2 = Vector256.Create(w2), v3 = Vector256.Create(w3);
                var j = 0;
                for (; j + 4 <= n; j += 4)
                {
                    var sum = Vector256.MultiplyAddEstimate(v0, Vector256.Load(r0 + j), Vector256.Load(py + j));
                    var other = Vector256.MultiplyAddEstimate(v2, Vector256.Load(r2 + j), v3 * Vector256.Load(r3 + j));
                    sum = Vector256.MultiplyAddEstimate(v1, Vector256.Load(r1 + j), sum);
                    (sum + other).Store(py + j);
                }
                for (; j < n; j++) py[j] += w0 * r0[j] + w1 * r1[j] + w2 * r2[j] + w3 * r3[j];
            }
        for (; row < a.Rows; row++) Kernels.AddScaled(y, weights[row], a.Row(row));
    }

    /// <summary>y = A·x for a symmetric A of which only the lower triangle is read, once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Symmetric(MatrixView a, ReadOnlySpan<double> x, Span<double> y)
    {
        int n = a.Rows, row = 0;
        y.Clear();
        fixed (double* start = &MemoryMarshal.GetReference(a.Values), px = x, py = y)
        {
            for (; row + 4 <= n; row += 4)
            {
                double* r0 = start + row * a.RowStride, r1 = r0 + a.RowStride, r2 = r1 + a.RowStride, r3 = r2 + a.RowStride;
                Vector256<double> x0 = Vector256.Create(px[row]), x1 = Vector256.Create(px[row + 1]);
                Vector256<double> x2 = Vector256.Create(px[row + 2]), x3 = Vector256.Create(px[row + 3]);
                Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
                for (var j = 0; j < row; j += 4)   // row is a multiple of 4
                {
                    Vector256<double> a0 = Vector256.Load(r0 + j), a1 = Vector256.Load(r1 + j);
                    Vector256<double> a2 = Vector256.Load(r2 + j), a3 = Vector256.Load(r3 + j);
                    var v = Vector256.Load(px + j);
                    s0 = Vector256.MultiplyAddEstimate(a0, v, s0);
                    s1 = Vector256.MultiplyAddEstimate(a1, v, s1);
                    s2 = Vector256.MultiplyAddEstimate(a2, v, s2);
                    s3 = Vector256.MultiplyAddEstimate(a3, v, s3);
                    var sum = Vector256.MultiplyAddEstimate(x0, a0, Vector256.Load(py + j));
                    var other = Vector256.MultiplyAddEstimate(x2, a2, x3 * a3);
                    sum = Vector256.MultiplyAddEstimate(x1, a1, sum);
                    (sum + other).Store(py + j);
                }
                py[row] += Vector256.Sum(s0);
                py[row + 1] += Vector256.Sum(s1);
                py[row + 2] += Vector256.Sum(s2);
                py[row + 3] += Vector256.Sum(s3);
                for (var i = row; i < row + 4; i++) AddCorner(start + i * a.RowStride, px, py, row, i);
            }
            for (; row < n; row++) AddCorner(start + row * a.RowStride, px, py, 0, row);
        }
    }

    /// <summary>Adds what the values from column <paramref name="first"/> to the diagonal of a row give.</summary>
    static void AddCorner(double* values, double* x, double* y, int first, int row)
    {
        for (var j = first; j < row; j++)
        {
            y[row] += values[j] * x[j];
            y[j] += values[j] * x[row];
        }
        y[row] += values[row] * x[row];
    }
}
