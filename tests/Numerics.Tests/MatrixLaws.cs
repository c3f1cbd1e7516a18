using CsCheck;
using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

/// <summary>Matrices to check laws on, and what is compared.</summary>
static class MatrixLaws
{
    /// <summary>
    /// Matrices of up to some rows and columns, among them empty ones, ones of low rank, and rows of very different scales.
    /// </summary>
    public static Gen<Matrix> Matrices(int max) =>
        from rows in Gen.Int[0, max]
        from columns in Gen.Int[0, max]
        from matrix in Matrices(rows, columns)
        select matrix;

    public static Gen<Matrix> Matrices(int rows, int columns) =>
        from seed in Gen.Int[0, int.MaxValue]
        from kind in Gen.Int[0, 3]
        select kind switch
        {
            0 => Gaussian(seed, rows, columns),
            1 => Gaussian(seed, rows, Math.Min(rows, columns) / 2) * Gaussian(seed + 1, Math.Min(rows, columns) / 2, columns),
            2 => Scaled(Gaussian(seed, rows, columns), seed),
            _ => Sparse(Gaussian(seed, rows, columns), seed),
        };

    public static Gen<Matrix> Squares(int max) => Gen.Int[0, max].SelectMany(n => Matrices(n, n));

    public static Matrix Gaussian(long seed, int rows, int columns)
    {
        var random = new CounterRandom(seed);
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < matrix.Values.Length; i++) matrix.Values[i] = random.Normal(i);
        return matrix;
    }

    /// <summary>M·Mᵀ + I for a Gaussian M: positive definite.</summary>
    public static Matrix PositiveDefinite(long seed, int n)
    {
        var root = Gaussian(seed, n, n);
        var product = root * root.Transpose();
        for (var i = 0; i < n; i++) product[i, i] += 1;
        return product;
    }

    /// <summary>The product by its definition.</summary>
    public static Matrix Naive(MatrixView a, MatrixView b)
    {
        var product = new Matrix(a.Rows, b.Columns);
        for (var i = 0; i < a.Rows; i++)
            for (var j = 0; j < b.Columns; j++)
                for (var k = 0; k < a.Columns; k++) product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    /// <summary>Rows that are orthogonal and of length 1.</summary>
    public static void AreOrthonormal(Matrix rows, double tolerance = 1e-12) =>
        AreClose(Matrix.Identity(rows.Rows), rows * rows.Transpose(), tolerance);

    public static void AreClose(MatrixView expected, MatrixView actual, double tolerance)
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        for (var i = 0; i < expected.Rows; i++)
            for (var j = 0; j < expected.Columns; j++)
            {
                var message = $"({i}, {j}): expected {expected[i, j]:R}, got {actual[i, j]:R}";
                Assert.True(Math.Abs(expected[i, j] - actual[i, j]) <= tolerance, message);
            }
    }

    /// <summary>The largest magnitude, or 1 when that is larger.</summary>
    public static double Size(Matrix matrix)
    {
        var size = 1.0;
        foreach (var value in matrix.Values) size = Math.Max(size, Math.Abs(value));
        return size;
    }

    static Matrix Scaled(Matrix matrix, int seed)
    {
        var random = new CounterRandom(seed);
        for (var i = 0; i < matrix.Rows; i++)
        {
            var scale = Math.Pow(10, 16 * random.Uniform(i) - 8);
            foreach (ref var value in matrix.Row(i)) value *= scale;
        }
        return matrix;
    }

    static Matrix Sparse(Matrix matrix, int seed)
    {
        var random = new CounterRandom(seed);
        for (var i = 0; i < matrix.Values.Length; i++)
            if (random.Below(i, 3) > 0) matrix.Values[i] = 0;
        return matrix;
    }
}
