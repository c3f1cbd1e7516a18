namespace DistributedML.Numerics;

/// <summary>
/// Cholesky decomposition A = LLᵀ of symmetric positive definite matrices; only the lower triangle is read and written. n³/6
/// multiplications. Single precision goes row by row and serves some hundred rows. Source: Gustavson, IBM Journal of Research and
/// Development 41 (1997), for the halves.
/// </summary>
public static class Cholesky
{
    const int RowByRow = 64;
    const int HalvesDownTo = 24;

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

    /// <summary>Replaces the lower triangle of A by L. Larger matrices by halves, so that nearly all work is matrix products.</summary>
    /// <param name="a">n by n values, row by row.</param>
    /// <param name="n">How many rows.</param>
    /// <exception cref="NotPositiveDefiniteException">A is not positive definite.</exception>
    public static void Factor(Span<double> a, int n)
    {
        if (n <= RowByRow) FactorRows(new(a, n, n), 0);
        else FactorHalves(new(a, n, n), 0);
    }

    /// <summary>Replaces the lower triangle of A by L.</summary>
    /// <param name="a">A, square, not transposed.</param>
    /// <exception cref="ArgumentException">A is not square.</exception>
    /// <exception cref="NotPositiveDefiniteException">A is not positive definite.</exception>
    public static void Factor(MatrixView a)
    {
        if (a.Rows != a.Columns) throw new ArgumentException($"a matrix of {a.Rows} by {a.Columns} is not symmetric", nameof(a));
        FactorHalves(a, 0);
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

    /// <summary>Replaces B by the solution X of LLᵀX = B.</summary>
    /// <param name="l">L, n by n.</param>
    /// <param name="b">The right sides, one a column; not transposed.</param>
    public static void Solve(MatrixView l, MatrixView b)
    {
        TriangularSystem.SolveLower(l, b);
        TriangularSystem.SolveUpper(l.Transposed, b);
    }

    static void FactorHalves(MatrixView a, int row)
    {
        if (a.Rows <= HalvesDownTo)
        {
            FactorRows(a, row);
            return;
        }
        int first = Math.Max(8, a.Rows / 16 * 8), second = a.Rows - first;
        MatrixView top = a.Block(0, 0, first, first), left = a.Block(first, 0, second, first), rest = a.Block(first, first, second, second);
        FactorHalves(top, row);
        TriangularSystem.SolveLowerTransposedRight(top, left);
        MatrixProduct.AddLowerProduct(rest, -1, left, left.Transposed);
        FactorHalves(rest, row + first);
    }

    static void FactorRows(MatrixView a, int firstRow)
    {
        for (var i = 0; i < a.Rows; i++)
        {
            var row = a.Row(i)[..(i + 1)];
            for (var j = 0; j < i; j++) row[j] = (row[j] - Kernels.Dot(row[..j], a.Row(j))) / a.Row(j)[j];
            var pivot = row[i] - Kernels.Dot(row[..i], row[..i]);
            if (!(pivot > 0 && double.IsFinite(pivot))) throw new NotPositiveDefiniteException(firstRow + i);
            row[i] = Math.Sqrt(pivot);
        }
    }
}
