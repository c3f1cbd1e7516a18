using System.Numerics;
using System.Runtime.CompilerServices;

namespace DistributedML.Numerics;

/// <summary>
/// Products of a vector with some rows of a matrix, four rows at a time, so that the vector is read once for the four. A matrix is given row
/// by row with its width. Sums are added in the order of the rows given.
/// </summary>
public static class RowKernels
{
    /// <summary>result[i] = matrix row rows[i] · vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside of the matrix.</exception>
    public static void Dot(ReadOnlySpan<float> matrix, int width, ReadOnlySpan<int> rows, ReadOnlySpan<float> vector, Span<float> result)
    {
        vector = vector[..width];
        result = result[..rows.Length];
        Check(matrix, width, rows);
        ref var m = ref Unsafe.AsRef(in matrix.GetPinnableReference());
        ref var v = ref Unsafe.AsRef(in vector.GetPinnableReference());
        var i = 0;
        for (; i + 4 <= rows.Length; i += 4)
            Dot4(ref Row(ref m, rows[i], width), ref Row(ref m, rows[i + 1], width), ref Row(ref m, rows[i + 2], width), ref Row(ref m, rows[i + 3], width), ref v, width, result[i..]);
        for (; i < rows.Length; i++) result[i] = Kernels.Dot(vector, matrix.Slice(rows[i] * width, width));
    }

    /// <summary>result[i] = matrix row i · vector, for as many rows as the result is long.</summary>
    public static void Dot(ReadOnlySpan<float> matrix, int width, ReadOnlySpan<float> vector, Span<float> result)
    {
        vector = vector[..width];
        matrix = matrix[..(result.Length * width)];
        ref var m = ref Unsafe.AsRef(in matrix.GetPinnableReference());
        ref var v = ref Unsafe.AsRef(in vector.GetPinnableReference());
        var i = 0;
        for (; i + 4 <= result.Length; i += 4)
            Dot4(ref Row(ref m, i, width), ref Row(ref m, i + 1, width), ref Row(ref m, i + 2, width), ref Row(ref m, i + 3, width), ref v, width, result[i..]);
        for (; i < result.Length; i++) result[i] = Kernels.Dot(vector, matrix.Slice(i * width, width));
    }

    /// <summary>sum += Σ_i weights[i] · the first values of matrix row rows[i], as many as sum is long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside of the matrix.</exception>
    public static void AddScaled(Span<float> sum, ReadOnlySpan<float> matrix, int width, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights)
    {
        weights = weights[..rows.Length];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum.Length, width);
        Check(matrix, width, rows);
        ref var m = ref Unsafe.AsRef(in matrix.GetPinnableReference());
        var i = 0;
        for (; i + 4 <= rows.Length; i += 4)
            Add4(sum, ref Row(ref m, rows[i], width), ref Row(ref m, rows[i + 1], width), ref Row(ref m, rows[i + 2], width), ref Row(ref m, rows[i + 3], width), weights[i..]);
        for (; i < rows.Length; i++) Kernels.AddScaled(sum, weights[i], matrix.Slice(rows[i] * width, width));
    }

    /// <summary>sum += Σ_i weights[i] · the first values of matrix row i, as many as sum is long.</summary>
    public static void AddScaled(Span<float> sum, ReadOnlySpan<float> matrix, int width, ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum.Length, width);
        matrix = matrix[..(weights.Length * width)];
        ref var m = ref Unsafe.AsRef(in matrix.GetPinnableReference());
        var i = 0;
        for (; i + 4 <= weights.Length; i += 4)
            Add4(sum, ref Row(ref m, i, width), ref Row(ref m, i + 1, width), ref Row(ref m, i + 2, width), ref Row(ref m, i + 3, width), weights[i..]);
        for (; i < weights.Length; i++) Kernels.AddScaled(sum, weights[i], matrix.Slice(i * width, width));
    }

    static void Check(ReadOnlySpan<float> matrix, int width, ReadOnlySpan<int> rows)
    {
        var height = width > 0 ? matrix.Length / width : 0;
        foreach (var row in rows)
            if ((uint)row >= (uint)height) throw new ArgumentOutOfRangeException(nameof(rows), row, $"expected 0 to {height - 1}");
    }

    static ref float Row(ref float matrix, int row, int width) => ref Unsafe.Add(ref matrix, (nint)row * width);

    static void Dot4(ref float a, ref float b, ref float c, ref float d, ref float v, int width, Span<float> result)
    {
        Vector<float> sa = default, sb = default, sc = default, sd = default;
        nuint i = 0, end = (nuint)(width - width % Vector<float>.Count);
        for (; i < end; i += (nuint)Vector<float>.Count)
        {
            var x = Vector.LoadUnsafe(ref v, i);
            sa = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref a, i), x, sa);
            sb = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref b, i), x, sb);
            sc = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref c, i), x, sc);
            sd = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref d, i), x, sd);
        }
        float ra = Vector.Sum(sa), rb = Vector.Sum(sb), rc = Vector.Sum(sc), rd = Vector.Sum(sd);
        for (; i < (nuint)width; i++)
        {
            var x = Unsafe.Add(ref v, i);
            ra += Unsafe.Add(ref a, i) * x;
            rb += Unsafe.Add(ref b, i) * x;
            rc += Unsafe.Add(ref c, i) * x;
            rd += Unsafe.Add(ref d, i) * x;
        }
        (result[0], result[1], result[2], result[3]) = (ra, rb, rc, rd);
    }

    static void Add4(Span<float> sum, ref float a, ref float b, ref float c, ref float d, ReadOnlySpan<float> weights)
    {
        float wa = weights[0], wb = weights[1], wc = weights[2], wd = weights[3];
        Vector<float> va = new(wa), vb = new(wb), vc = new(wc), vd = new(wd);
        ref var s = ref sum.GetPinnableReference();
        nuint i = 0, end = (nuint)(sum.Length - sum.Length % Vector<float>.Count);
        for (; i < end; i += (nuint)Vector<float>.Count)
        {
            var x = Vector.LoadUnsafe(ref s, i);
            x = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref a, i), va, x);
            x = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref b, i), vb, x);
            x = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref c, i), vc, x);
            Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref d, i), vd, x).StoreUnsafe(ref s, i);
        }
        for (; i < (nuint)sum.Length; i++)
            Unsafe.Add(ref s, i) += wa * Unsafe.Add(ref a, i) + wb * Unsafe.Add(ref b, i) + wc * Unsafe.Add(ref c, i) + wd * Unsafe.Add(ref d, i);
    }
}
