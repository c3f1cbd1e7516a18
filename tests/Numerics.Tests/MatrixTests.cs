using CsCheck;
using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

public sealed class MatrixTests
{
    static Gen<(Matrix A, Matrix B)> Factors { get; } =
        from m in Gen.Int[0, 40]
        from k in Gen.Int[0, 40]
        from n in Gen.Int[0, 40]
        from seed in Gen.Int
        select (MatrixLaws.Gaussian(seed, m, k), MatrixLaws.Gaussian(seed + 1L, k, n));

    [Fact]
    public void A_product_is_that_of_the_definition_transposed_or_not() => Factors.Sample(pair =>
    {
        var expected = MatrixLaws.Naive(pair.A, pair.B);
        MatrixLaws.AreClose(expected, pair.A * pair.B, 1e-12);
        Matrix left = pair.A.Transpose(), right = pair.B.Transpose(), product = new(expected.Columns, expected.Rows);
        MatrixProduct.Multiply(left.View.Transposed, right.View.Transposed, product.View.Transposed);
        MatrixLaws.AreClose(expected.View.Transposed, product, 1e-12);
        MatrixProduct.AddProduct(product, -2, right, left);
        MatrixLaws.AreClose(expected.View.Transposed, Negated(product), 1e-12);
    });

    [Theory]
    [InlineData(97, 259, 103)]   // just over the blocks of 96 rows and 256 in depth
    [InlineData(100, 16, 2_060)]   // and of 2048 columns
    [InlineData(1, 300, 1)]
    public void Larger_blocks_fit_together(int m, int k, int n)
    {
        Matrix a = MatrixLaws.Gaussian(1, m, k), b = MatrixLaws.Gaussian(2, k, n);
        MatrixLaws.AreClose(MatrixLaws.Naive(a, b), a * b, 1e-11);
    }

    [Fact]
    public void The_wider_kernel_gives_the_same_product() => Factors.Sample(pair =>
    {
        Matrix narrow = new(pair.A.Rows, pair.B.Columns), wide = new(pair.A.Rows, pair.B.Columns);
        if (narrow.Values.IsEmpty || pair.A.Columns == 0) return;
        PackedProduct.Add<MicroKernel256>(narrow, 1, pair.A, pair.B, lowerOnly: false);
        PackedProduct.Add<MicroKernel512>(wide, 1, pair.A, pair.B, lowerOnly: false);
        MatrixLaws.AreClose(narrow, wide, 1e-12);
    });

    [Fact]
    public void The_lower_product_leaves_the_upper_triangle() =>
        Gen.Select(Gen.Int[0, 130], Gen.Int[0, 30], Gen.Int).Sample((n, k, seed) =>
        {
            Matrix a = MatrixLaws.Gaussian(seed, n, k), c = MatrixLaws.Gaussian(seed + 1L, n, n), expected = Matrix.Of(c);
            var product = MatrixLaws.Naive(a, a.View.Transposed);
            for (var i = 0; i < n; i++)
                for (var j = 0; j <= i; j++) expected[i, j] -= product[i, j];
            MatrixProduct.AddLowerProduct(c, -1, a, a.View.Transposed);
            MatrixLaws.AreClose(expected, c, 1e-12);
        }, iter: 40);

    [Fact]
    public void A_vector_is_a_matrix_of_one_column() => Factors.Sample(pair =>
    {
        var x = MatrixLaws.Gaussian(3, pair.A.Columns, 1);
        var y = new double[pair.A.Rows];
        MatrixProduct.Multiply(pair.A, x.Values, y);
        MatrixLaws.AreClose(MatrixLaws.Naive(pair.A, x), new Matrix(y.Length, 1, y), 1e-12);
        MatrixProduct.Multiply(pair.A.Transpose().View.Transposed, x.Values, y);
        MatrixLaws.AreClose(MatrixLaws.Naive(pair.A, x), new Matrix(y.Length, 1, y), 1e-12);
    });

    [Fact]
    public void A_block_is_a_window_and_its_transpose_another()
    {
        var matrix = MatrixLaws.Gaussian(1, 7, 9);
        var block = matrix.View.Block(2, 3, 4, 5);
        block[1, 2] = 42;
        Assert.Equal(42, matrix[3, 5]);
        Assert.Equal(42, block.Transposed[2, 1]);
        Assert.Equal(matrix[5, 7], block.Transposed.Block(4, 3, 1, 1)[0, 0]);
        block.Transposed.Clear();
        Assert.Equal(20, Enumerable.Range(0, 63).Count(i => matrix.Values[i] == 0));
        Assert.Equal(0, matrix.View.Block(7, 9, 0, 0).Rows);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var matrix = new Matrix(2, 3);
        Assert.Contains("2 by 3 times 2 by 3", Assert.Throws<ArgumentException>(() => matrix * matrix).Message);
        Assert.Throws<ArgumentException>(() => new Matrix(2, 3, new double[5]));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(matrix, new double[2], new double[2]));
        Assert.Throws<ArgumentException>(() => new MatrixView(new double[5], 2, 3).Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.View.Block(1, 0, 2, 1).Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix(-1, 2));
        Assert.Throws<InvalidOperationException>(() => matrix.View.Transposed.Row(0).Length);
        Assert.Throws<ArgumentException>(
            () => MatrixProduct.AddLowerProduct(new Matrix(2, 2).View.Transposed, 1, matrix, matrix.View.Transposed));
    }

    static Matrix Negated(Matrix matrix)
    {
        foreach (ref var value in matrix.Values) value = -value;
        return matrix;
    }
}
