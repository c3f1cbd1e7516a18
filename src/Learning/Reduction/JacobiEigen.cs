namespace DistributedML.Learning.Reduction;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, row by row (Golub and Van Loan, Matrix Computations, 2013,
/// 8.5). Each sweep costs 3n³ multiplications; about eight sweeps reach full precision.
/// </summary>
static class JacobiEigen
{
    const int MaxSweeps = 60;

    /// <param name="a">n by n values; destroyed.</param>
    /// <param name="n">How many rows.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The eigenvalues from the largest on, and their vectors of length 1, one a row.</returns>
    public static (double[] Values, double[][] Vectors) Decompose(double[] a, int n, CancellationToken cancel)
    {
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++) vectors[i * n + i] = 1;
        for (var sweep = 0; sweep < MaxSweeps && !IsDiagonal(a, n); sweep++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var p = 0; p < n - 1; p++)
                for (var q = p + 1; q < n; q++) Rotate(a, vectors, n, p, q);
        }
        var order = Enumerable.Range(0, n).OrderByDescending(i => a[i * n + i]).ToArray();
        return (Array.ConvertAll(order, i => a[i * n + i]), Array.ConvertAll(order, i => vectors.AsSpan(i * n, n).ToArray()));
    }

    static void Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        var off = a[p * n + q];
        if (off == 0) return;
        var ratio = (a[q * n + q] - a[p * n + p]) / (2 * off);
        var t = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(ratio * ratio + 1));   // the smaller angle that makes the element 0
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (int i = p, j = q, end = p + n * n; i < end; i += n, j += n) (a[i], a[j]) = (c * a[i] - s * a[j], s * a[i] + c * a[j]);
        RotateRows(a, n, p, q, c, s);
        RotateRows(vectors, n, p, q, c, s);
        a[p * n + q] = a[q * n + p] = 0;
    }

    static void RotateRows(double[] matrix, int n, int p, int q, double c, double s)
    {
        var first = matrix.AsSpan(p * n, n);
        var second = matrix.AsSpan(q * n, n);
        for (var i = 0; i < first.Length; i++) (first[i], second[i]) = (c * first[i] - s * second[i], s * first[i] + c * second[i]);
    }

    static bool IsDiagonal(double[] a, int n)
    {
        double diagonal = 0, rest = 0;
        for (var i = 0; i < n; i++)
        {
            diagonal += a[i * n + i] * a[i * n + i];
            for (var j = 0; j < i; j++) rest += a[i * n + j] * a[i * n + j];
        }
        return rest <= 1e-32 * diagonal;
    }
}
