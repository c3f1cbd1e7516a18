using DistributedML.Numerics;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Coefficients of least squares with an L2 penalty from moments whose last column is the target, by Cholesky decomposition of the
/// correlations. A column that depends on those before it is one whose remaining variance is below 1e-10 of its own; then the solution is
/// the one of minimal norm, as in Golub and Van Loan, Matrix Computations, 5.5. Time d³/6.
/// </summary>
static class LeastSquares
{
    const double Dependent = 1e-10;

    public static double[] Solve(MomentSummary moments, double l2, bool intercept)
    {
        var d = moments.Columns - 1;
        var scales = new double[d];
        for (var i = 0; i < d; i++) scales[i] = Math.Sqrt(Math.Max(0, Moment(i, i) + l2));
        var kept = new List<int>();
        var rest = new List<int>();
        var factor = new double[d * d];   // of the columns kept, row by row with stride d
        for (var j = 0; j < d; j++)
        {
            var row = factor.AsSpan(kept.Count * d, kept.Count + 1);
            for (var i = 0; i < kept.Count; i++)
                row[i] = (Correlation(kept[i], j) - Kernels.Dot(row[..i], factor.AsSpan(i * d, i))) / factor[i * d + i];
            var left = scales[j] > 0 ? 1 - Kernels.Dot(row[..^1], row[..^1]) : 0;
            row[^1] = Math.Sqrt(Math.Max(left, 0));
            (left > Dependent ? kept : rest).Add(j);
        }
        var n = kept.Count;
        for (var i = 1; i < n; i++) factor.AsSpan(i * d, i + 1).CopyTo(factor.AsSpan(i * n));
        var solution = new double[n];
        for (var i = 0; i < n; i++) solution[i] = Moment(kept[i], d) / scales[kept[i]];
        Cholesky.Solve(factor, n, solution);
        for (var i = 0; i < n; i++) solution[i] /= scales[kept[i]];
        var coefficients = new double[d];
        if (rest.Any(j => scales[j] > 0)) SpreadMinimalNorm();
        else for (var i = 0; i < n; i++) coefficients[kept[i]] = solution[i];
        return coefficients;

        double Moment(int x, int y) => intercept ? moments.Centred(x, y) : moments.Raw(x, y);

        double Correlation(int x, int y) => scales[x] > 0 && scales[y] > 0 ? Moment(x, y) / (scales[x] * scales[y]) : 0;

        // The columns left out are X_rest = X_kept·D. Of all w with the same predictions, [I D]·w = solution, the shortest is [I D]ᵀ(I +
        // DDᵀ)⁻¹·solution.
        void SpreadMinimalNorm()
        {
            var d1 = new double[rest.Count][];
            for (var r = 0; r < d1.Length; r++)
            {
                d1[r] = new double[n];
                if (scales[rest[r]] == 0) continue;
                for (var i = 0; i < n; i++) d1[r][i] = Correlation(kept[i], rest[r]);
                Cholesky.Solve(factor, n, d1[r]);
                for (var i = 0; i < n; i++) d1[r][i] *= scales[rest[r]] / scales[kept[i]];
            }
            var gram = new double[n * n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++) gram[i * n + j] = d1.Sum(column => column[i] * column[j]);
                gram[i * n + i] += 1;
            }
            Cholesky.Factor(gram, n);
            Cholesky.Solve(gram, n, solution);
            for (var i = 0; i < n; i++) coefficients[kept[i]] = solution[i];
            for (var r = 0; r < d1.Length; r++) coefficients[rest[r]] = Kernels.Dot(d1[r], solution);
        }
    }
}
