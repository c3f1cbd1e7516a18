using CsCheck;
using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

public sealed class DecompositionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65)]
    [InlineData(150)]
    public void Choleskys_factor_gives_the_matrix_and_leaves_its_upper_triangle(int n)
    {
        var a = MatrixLaws.PositiveDefinite(4, n);
        var l = Matrix.Of(a);
        Cholesky.Factor(l.Values, n);
        for (var i = 0; i < n; i++)
            for (var j = i + 1; j < n; j++)
            {
                Assert.Equal(a[i, j], l[i, j]);
                l[i, j] = 0;
            }
        MatrixLaws.AreClose(a, l * l.Transpose(), 1e-11);
        Matrix x = MatrixLaws.Gaussian(5, n, 3), b = a * x;
        Cholesky.Solve(l, b);
        MatrixLaws.AreClose(x, b, 1e-6);
    }

    [Fact]
    public void Choleskys_dependent_row_is_named_in_a_large_matrix()
    {
        var a = MatrixLaws.PositiveDefinite(6, 100);
        for (var j = 0; j < 100; j++) a[77, j] = a[j, 77] = a[10, j];
        a[77, 77] = a[10, 10] * (1 - 1e-9);
        Assert.Equal(77, Assert.Throws<NotPositiveDefiniteException>(() => Cholesky.Factor(a)).Row);
    }

    [Fact]
    public void Lu_solves_and_inverts() => Gen.Select(Gen.Int[0, 70], Gen.Int).Sample((n, seed) =>
    {
        Matrix a = MatrixLaws.Gaussian(seed, n, n), x = MatrixLaws.Gaussian(seed + 1L, n, 4), b = a * x;
        var lu = Lu.Of(a);
        lu.Solve(b);
        var tolerance = 1e-13 * Svd.Of(a).Condition * (n + 1);
        MatrixLaws.AreClose(x, b, tolerance);
        MatrixLaws.AreClose(Matrix.Identity(n), a * lu.Inverse(), tolerance * (n + 1));
    }, iter: 60);

    [Fact]
    public void The_determinant_is_that_of_the_singular_values() => MatrixLaws.Squares(12).Sample(a =>
    {
        var expected = Svd.Of(a).Values.Aggregate(1.0, (product, value) => product * value);
        Assert.Equal(expected, Math.Abs(Lu.Of(a).Determinant), 1e-10 * Math.Pow(MatrixLaws.Size(a) * (a.Rows + 1), a.Rows));
    });

    [Fact]
    public void A_determinant_has_its_sign()
    {
        Assert.Equal(-1, Lu.Of(new Matrix(2, 2, [0, 1, 1, 0])).Determinant);
        Assert.Equal(1, Lu.Of(new Matrix(0, 0)).Determinant);
        Assert.Equal(-306, Lu.Of(new Matrix(3, 3, [6, 1, 1, 4, -2, 5, 2, 8, 7])).Determinant, 1e-10);   // by Sarrus's rule
    }

    [Fact]
    public void A_singular_matrix_names_its_column_when_solved()
    {
        var lu = Lu.Of(new Matrix(3, 3, [1, 2, 3, 2, 4, 5, 4, 8, 1]));   // column 1 is twice column 0
        Assert.Equal(0, lu.Determinant);
        var error = Assert.Throws<SingularMatrixException>(() => lu.Solve(new double[3]));
        Assert.Equal(1, error.Column);
        Assert.Contains("column 1", error.Message);
    }

    [Fact]
    public void Qr_gives_the_matrix_and_an_orthonormal_Q() => MatrixLaws.Matrices(80).Sample(a =>
    {
        var qr = Qr.Of(a);
        var q = qr.Q();
        MatrixLaws.AreOrthonormal(q.Transpose());
        MatrixLaws.AreClose(a, q * qr.R, 1e-13 * MatrixLaws.Size(a) * (a.Rows + 1));
        for (var i = 0; i < qr.R.Rows; i++)
            for (var j = 0; j < Math.Min(i, a.Columns); j++) Assert.Equal(0, qr.R[i, j]);
    }, iter: 60);

    [Fact]
    public void Least_squares_leave_a_residual_orthogonal_to_the_columns() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 40], Gen.Int).Sample((n, more, seed) =>
        {
            Matrix a = MatrixLaws.Gaussian(seed, n + more + 1, n), b = MatrixLaws.Gaussian(seed + 1L, n + more + 1, 1);
            var x = Qr.Of(a).LeastSquares(b.Values);
            var residual = Matrix.Of(b);
            MatrixProduct.AddProduct(residual, -1, a, new Matrix(n, 1, x));
            MatrixLaws.AreClose(new Matrix(n, 1), a.Transpose() * residual, 1e-9);
            var other = Svd.Of(a).LeastSquares(b.Values);
            MatrixLaws.AreClose(new Matrix(n, 1, x), new Matrix(n, 1, other), 1e-9 * Svd.Of(a).Condition);
        }, iter: 60);

    [Fact]
    public void Least_squares_of_dependent_columns_name_the_column()
    {
        var a = new Matrix(4, 3, [1, 2, 1, 1, 2, 2, 1, 2, 3, 1, 2, 4]);
        Assert.Equal(1, Assert.Throws<SingularMatrixException>(() => Qr.Of(a).LeastSquares([1, 2, 3, 4])).Column);
        var x = Svd.Of(a).LeastSquares([1, 2, 3, 4]);   // the shortest solution: b is column 2
        MatrixLaws.AreClose(new Matrix(3, 1, [0, 0, 1]), new Matrix(3, 1, x), 1e-12);
        Assert.Equal(2, Svd.Of(a).Rank);
        Assert.Throws<ArgumentException>(() => Qr.Of(a.View.Transposed).LeastSquares([1, 2, 3]));
    }

    [Fact]
    public void Eigenvectors_are_orthonormal_and_stretched_by_their_values() => MatrixLaws.Squares(80).Sample(root =>
    {
        var a = root.Transpose();
        for (var i = 0; i < a.Rows; i++)
            for (var j = 0; j < i; j++) a[j, i] = a[i, j];
        var eigen = SymmetricEigen.Of(a);
        MatrixLaws.AreOrthonormal(eigen.Vectors);
        Assert.Equal(eigen.Values.Order(), eigen.Values);
        var stretched = Matrix.Of(eigen.Vectors);
        for (var k = 0; k < a.Rows; k++)
            foreach (ref var value in stretched.Row(k)) value *= eigen.Values[k];
        MatrixLaws.AreClose(stretched, eigen.Vectors * a, 1e-13 * MatrixLaws.Size(a) * (a.Rows + 1));
    }, iter: 60);

    [Fact]
    public void Singular_vectors_are_orthonormal_and_give_the_matrix() => MatrixLaws.Matrices(80).Sample(a =>
    {
        var svd = Svd.Of(a);
        MatrixLaws.AreOrthonormal(svd.Left);
        MatrixLaws.AreOrthonormal(svd.Right);
        Assert.Equal(svd.Values.OrderDescending(), svd.Values);
        Assert.All(svd.Values, value => Assert.True(value >= 0));
        var scaled = Matrix.Of(svd.Right);
        for (var k = 0; k < svd.Values.Length; k++)
            foreach (ref var value in scaled.Row(k)) value *= svd.Values[k];
        MatrixLaws.AreClose(a, svd.Left.Transpose() * scaled, 1e-13 * MatrixLaws.Size(a) * (a.Rows + a.Columns + 1));
    }, iter: 60);

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void The_ends_of_the_range_of_doubles_do_no_harm(double scale)
    {
        var a = new Matrix(3, 3, [2 * scale, -scale, 0, -scale, 2 * scale, -scale, 0, -scale, 2 * scale]);
        double[] expected = [2 - Math.Sqrt(2), 2, 2 + Math.Sqrt(2)];   // 2 − 2·cos(kπ/4), for the second difference
        Assert.All(SymmetricEigen.Of(a).Values, (value, k) => Assert.Equal(expected[k], value / scale, 1e-14));
        Assert.All(Svd.Of(a).Values, (value, k) => Assert.Equal(expected[2 - k], value / scale, 1e-14));
        var q = Qr.Of(a).Q();
        MatrixLaws.AreOrthonormal(q);
    }

    [Fact]
    public void Golden_values_of_the_Hilbert_matrix()
    {
        var hilbert = new Matrix(5, 5);
        for (var i = 0; i < 5; i++)
            for (var j = 0; j < 5; j++) hilbert[i, j] = 1.0 / (i + j + 1);
        // SciPy 1.17.1: scipy.linalg.svdvals(scipy.linalg.hilbert(5)), numpy.linalg.det
        double[] expected = [1.567050691098231, 0.2085342186110134, 0.011407491623419804, 0.00030589804015118606, 3.287928772171693e-06];
        Assert.All(Svd.Of(hilbert).Values, (value, k) => Assert.Equal(expected[k], value, 1e-15));
        Assert.All(SymmetricEigen.Of(hilbert).Values, (value, k) => Assert.Equal(expected[4 - k], value, 1e-15));
        Assert.Equal(3.749295132489812e-12, Lu.Of(hilbert).Determinant, 1e-21);
    }

    [Fact]
    public void Values_that_are_not_finite_are_named()
    {
        var a = new Matrix(2, 2, [1, 0, double.NaN, 1]);
        Assert.Contains("row 1, column 0", Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(a)).Message);
        Assert.Contains("row 1, column 0", Assert.Throws<ArgumentException>(() => Svd.Of(a)).Message);
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(new Matrix(2, 3)));
        Assert.Throws<ArgumentException>(() => Lu.Of(new Matrix(2, 3)));
    }
}
