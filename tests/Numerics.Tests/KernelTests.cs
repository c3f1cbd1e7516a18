using CsCheck;
using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

/// <summary>Every kernel against the loop that it stands for, over lengths around the widths of vectors.</summary>
public sealed class KernelTests
{
    static readonly Gen<float[]> Vectors = Gen.Float[-10, 10].Array[0, 70];

    [Fact]
    public void Dot_is_the_sum_of_products() => Pairs.Sample(pair =>
    {
        var expected = pair.X.Zip(pair.Y, (x, y) => (double)x * y).Sum();
        Assert.Equal(expected, Kernels.Dot(pair.X, pair.Y), 1e-2);
        Assert.Equal(expected, Kernels.Dot(ToDouble(pair.X), ToDouble(pair.Y)), 1e-9);
    });

    [Fact]
    public void AddScaled_adds_the_factor_times_each() => Pairs.Sample(pair =>
    {
        var y = pair.Y.ToArray();
        Kernels.AddScaled(y, 3, pair.X);
        Assert.All(y, (value, i) => Assert.Equal(pair.Y[i] + 3 * pair.X[i], value, 1e-4f));
        var exact = ToDouble(pair.Y);
        Kernels.AddScaled(exact, 3, ToDouble(pair.X));
        Assert.All(exact, (value, i) => Assert.Equal(pair.Y[i] + 3.0 * pair.X[i], value, 1e-12));
    });

    [Fact]
    public void Multiply_multiplies_each() => Pairs.Sample(pair =>
    {
        var y = pair.Y.ToArray();
        Kernels.Multiply(y, pair.X);
        Assert.Equal(pair.Y.Zip(pair.X, (a, b) => a * b), y);
    });

    [Fact]
    public void Rows_dot_a_vector_as_one_by_one() => Matrices.Sample(matrix =>
    {
        var vector = matrix.Values[..matrix.Width];
        var all = new float[matrix.Height];
        RowKernels.Dot(matrix.Values, matrix.Width, vector, all);
        Assert.All(all, (value, row) => Assert.Equal(Kernels.Dot(vector, Row(matrix, row)), value, 1e-2f));
        var some = new float[matrix.Rows.Length];
        RowKernels.Dot(matrix.Values, matrix.Width, matrix.Rows, vector, some);
        Assert.All(some, (value, i) => Assert.Equal(all[matrix.Rows[i]], value, 1e-2f));
    });

    [Fact]
    public void Rows_are_added_as_one_by_one() => Matrices.Sample(matrix =>
    {
        var weights = matrix.Rows.Select(row => row - 2.5f).ToArray();
        float[] expected = new float[matrix.Width], sum = new float[matrix.Width], dense = new float[matrix.Width];
        for (var i = 0; i < weights.Length; i++)
            for (var column = 0; column < matrix.Width; column++)
                expected[column] += weights[i] * Row(matrix, matrix.Rows[i])[column];
        RowKernels.AddScaled(sum, matrix.Values, matrix.Width, matrix.Rows, weights);
        RowKernels.AddScaled(dense, matrix.Rows.SelectMany(row => Row(matrix, row)).ToArray(), matrix.Width, weights);
        Assert.All(sum, (value, i) => Assert.Equal(expected[i], value, 1e-2f));
        Assert.Equal(sum, dense);
    });

    [Fact]
    public void A_row_outside_of_the_matrix_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKernels.Dot(new float[12], 3, [0, 4], new float[3], new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKernels.AddScaled(new float[3], new float[12], 3, [-1], [1f]));
    }

    [Fact]
    public void Gram_is_the_product_of_the_transpose_with_itself() => Matrices.Sample(matrix =>
    {
        var gram = new float[matrix.Width * matrix.Width];
        Symmetric.Gram(matrix.Values, matrix.Width, gram);
        for (var i = 0; i < matrix.Width; i++)
            for (var j = 0; j < matrix.Width; j++)
                Assert.Equal(Enumerable.Range(0, matrix.Height).Sum(row => (double)Row(matrix, row)[i] * Row(matrix, row)[j]), gram[i * matrix.Width + j], 2e-2);
    });

    [Fact]
    public void TopN_is_the_head_of_a_stable_sort() =>
        Gen.Select(Gen.Int[-5, 5].Select(value => (float)value).Array[0, 60], Gen.Int[0, 12]).Sample((values, count) =>
        {
            var largest = new int[count];
            var found = TopN.Find(values, largest);
            var expected = Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(count);
            Assert.Equal(expected, largest[..found]);
        });

    [Fact]
    public void TopN_never_takes_what_is_no_number()
    {
        var largest = new int[4];
        Assert.Equal(1, TopN.Find([float.NaN, float.NegativeInfinity, 1, float.NaN], largest));
        Assert.Equal(2, largest[0]);
    }

    static Gen<(float[] X, float[] Y)> Pairs { get; } =
        from x in Vectors
        from y in Gen.Float[-10, 10].Array[x.Length]
        select (x, y);

    static Gen<(float[] Values, int Width, int Height, int[] Rows)> Matrices { get; } =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 70]
        from values in Gen.Float[-3, 3].Array[width * height]
        from rows in Gen.Int[0, height - 1].Array[0, 11]
        select (values, width, height, rows);

    static float[] Row((float[] Values, int Width, int Height, int[] Rows) matrix, int row) => matrix.Values[(row * matrix.Width)..((row + 1) * matrix.Width)];

    static double[] ToDouble(float[] values) => Array.ConvertAll(values, value => (double)value);
}
