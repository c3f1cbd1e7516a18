using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

public sealed class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(101)]
    public void The_solution_solves(int n)
    {
        var a = PositiveDefinite(n);
        var random = new CounterRandom(2);
        var x = Enumerable.Range(0, n).Select(i => random.Normal(i)).ToArray();
        var b = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => a[i * n + j] * x[j])).ToArray();
        var single = Array.ConvertAll(a, value => (float)value);
        var singleB = Array.ConvertAll(b, value => (float)value);
        Cholesky.Factor(a.AsSpan(), n);
        Cholesky.Solve(a.AsSpan(), n, b.AsSpan());
        Assert.All(b, (value, i) => Assert.Equal(x[i], value, 1e-9));
        Cholesky.Factor(single.AsSpan(), n);
        Cholesky.Solve(single.AsSpan(), n, singleB.AsSpan());
        Assert.All(singleB, (value, i) => Assert.Equal(x[i], value, 1e-3));
    }

    [Fact]
    public void A_dependent_row_is_named()
    {
        double[] a = [1, 0, 1, 0, 1, 1, 1, 1, 2];   // row 2 is the sum of rows 0 and 1
        var error = Assert.Throws<NotPositiveDefiniteException>(() => Cholesky.Factor(a.AsSpan(), 3));
        Assert.Equal(2, error.Row);
        Assert.Contains("row 2", error.Message);
    }

    [Theory]
    [InlineData(16, 6)]
    [InlineData(48, 17)]
    public void A_panel_update_subtracts_the_product(int columns, int depth)
    {
        var random = new CounterRandom(3);
        var stride = columns + 5;
        var a = Enumerable.Range(0, PanelUpdate.Rows * depth).Select(i => (float)random.Normal(i)).ToArray();
        var b = Enumerable.Range(0, columns * depth).Select(i => (float)random.Normal(1000 + i)).ToArray();
        var c = Enumerable.Range(0, PanelUpdate.Rows * stride).Select(i => (float)i).ToArray();
        var packed = new float[b.Length];
        PanelUpdate.Pack(b, depth, packed);
        PanelUpdate.Subtract(a, packed, depth, c, stride);
        for (var i = 0; i < PanelUpdate.Rows; i++)
            for (var j = 0; j < stride; j++)
            {
                var product = j < columns ? Enumerable.Range(0, depth).Sum(k => a[i * depth + k] * b[j * depth + k]) : 0;
                Assert.Equal(i * stride + j - product, c[i * stride + j], 1e-3f);
            }
    }

    [Fact]
    public void A_panel_of_the_wrong_shape_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PanelUpdate.Pack(new float[17 * 4], 4, new float[17 * 4]));
        Assert.Throws<ArgumentException>(() => PanelUpdate.Subtract(new float[20], new float[64], 4, new float[96], 16));
        Assert.Throws<ArgumentException>(() => PanelUpdate.Subtract(new float[24], new float[64], 4, new float[95], 16));
    }

    static double[] PositiveDefinite(int n)
    {
        var random = new CounterRandom(1);
        var root = Enumerable.Range(0, n * n).Select(i => random.Normal(i)).ToArray();
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                a[i * n + j] = Enumerable.Range(0, n).Sum(k => root[i * n + k] * root[j * n + k]) + (i == j ? n : 0);
        return a;
    }
}
