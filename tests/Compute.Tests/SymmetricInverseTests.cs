using DistributedML.Compute;
using DistributedML.Numerics;

namespace DistributedML.Tests.Compute;

public sealed class SymmetricInverseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(193)]
    [InlineData(400)]
    public void The_inverse_times_the_matrix_times_a_vector_is_the_vector(int n)
    {
        var inverse = Invert(n, Solo.Instance);
        var random = new CounterRandom(2);
        var x = Enumerable.Range(0, n).Select(i => random.Normal(i)).ToArray();
        var b = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => Element(Math.Max(i, j), Math.Min(i, j)) * x[j])).ToArray();
        for (var i = 0; i < n; i++)
            Assert.Equal(x[i], Enumerable.Range(0, n).Sum(j => inverse[Math.Max(i, j)][Math.Min(i, j)] * b[j]), 1e-3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Any_number_of_ranks_gives_the_same_bits(int ranks)
    {
        var alone = Invert(500, Solo.Instance);
        foreach (var inverse in ThreadGang.Run(ranks, (gang, _) => Invert(500, gang), TestContext.Current.CancellationToken))
            for (var row = 0; row < 500; row++)
                Assert.Equal(alone[row], inverse[row]);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused_with_its_row()
    {
        var matrix = new SymmetricInverse(300, Solo.Instance);
        for (var row = 0; row < 300; row++) matrix.Row(row)[row] = row == 250 ? -1 : 1;
        Assert.Equal(250, Assert.Throws<NotPositiveDefiniteException>(() => matrix.Invert(null, TestContext.Current.CancellationToken)).Row);
    }

    [Fact]
    public void It_reports_every_block_and_can_be_cancelled()
    {
        var steps = new List<(int, int)>();
        using var source = new CancellationTokenSource();
        var matrix = new SymmetricInverse(400, Solo.Instance);
        for (var row = 0; row < 400; row++) matrix.Row(row)[row] = 1;
        Assert.Throws<OperationCanceledException>(() => matrix.Invert((done, all) =>
        {
            steps.Add((done, all));
            if (done == 1) source.Cancel();
        }, source.Token));
        Assert.Equal([(0, 3), (1, 3)], steps);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(46_081)]
    public void A_size_out_of_range_is_refused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new SymmetricInverse(size, Solo.Instance));

    static float[][] Invert(int n, ICollective collective)
    {
        var matrix = new SymmetricInverse(n, collective);
        for (var row = 0; row < n; row++)
            for (var column = 0; column <= row; column++)
                if (matrix.Owns(row)) matrix.Row(row)[column] = (float)Element(row, column);
        matrix.Invert(null, TestContext.Current.CancellationToken);
        return Enumerable.Range(0, n).Select(row => matrix.Row(row).ToArray()).ToArray();
    }

    static double Element(int row, int column) => row == column ? 30 : (float)(2 * new CounterRandom(1).Uniform(row * 1000L + column) - 1);
}
