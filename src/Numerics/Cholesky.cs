namespace DistributedML.Numerics;

/// <summary>
/// Cholesky decomposition A = LLᵀ of symmetric positive definite matrices of some hundred rows, row by row; only the lower triangle is read and
/// written. n³/6 multiplications.
/// </summary>
public static class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L.</summary>
    /// <param name="a">n by n values, row by row.</param>
    /// <param name="n">How many rows.</param>
    /// <exception cref="NotPositiveDefiniteException">A is not positive definite.</exception>
    public static void Factor(Span<float> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, i + 1);
            for (var j = 0; j < i; j++) row[j] = (row[j] - Kernels.Dot(row[..j], a.Slice(j * n, j))) / a[j * n + j];
            var pivot = row[i] - Kernels.Dot(row[..i], row[..i]);
            if (!(pivot > 0 && float.IsFinite(pivot))) throw new NotPositiveDefiniteException(i);
            row[i] = MathF.Sqrt(pivot);
        }
    }

    /// <summary>Replaces the lower triangle of A by L.</summary>
    /// <param name="a">n by n values, row by row.</param>
    /// <param name="n">How many rows.</param>
    /// <exception cref="NotPositiveDefiniteException">A is not positive definite.</exception>
    public static void Factor(Span<double> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, i + 1);
            for (var j = 0; j < i; j++) row[j] = (row[j] - Kernels.Dot(row[..j], a.Slice(j * n, j))) / a[j * n + j];
            var pivot = row[i] - Kernels.Dot(row[..i], row[..i]);
            if (!(pivot > 0 && double.IsFinite(pivot))) throw new NotPositiveDefiniteException(i);
            row[i] = Math.Sqrt(pivot);
        }
    }

    /// <summary>Replaces b by the solution x of LLᵀx = b.</summary>
    public static void Solve(ReadOnlySpan<float> l, int n, Span<float> b)
    {
        for (var i = 0; i < n; i++) b[i] = (b[i] - Kernels.Dot(b[..i], l.Slice(i * n, i))) / l[i * n + i];
        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= l[i * n + i];
            Kernels.AddScaled(b[..i], -b[i], l.Slice(i * n, i));
        }
    }

    /// <summary>Replaces b by the solution x of LLᵀx = b.</summary>
    public static void Solve(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++) b[i] = (b[i] - Kernels.Dot(b[..i], l.Slice(i * n, i))) / l[i * n + i];
        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= l[i * n + i];
            Kernels.AddScaled(b[..i], -b[i], l.Slice(i * n, i));
        }
    }
}
