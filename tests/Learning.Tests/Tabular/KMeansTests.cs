using DistributedML.Learning.Clustering;
using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>K-means against plain Lloyd steps, and what it does when rows are few.</summary>
public class KMeansTests
{
    [Theory]
    [InlineData(3, 2)]
    [InlineData(20, 5)]
    [InlineData(37, 50)]
    public void Bounds_and_blocks_leave_a_fixed_point_of_Lloyds_steps(int clusters, int features)
    {
        var rows = Gaussian(2000, features, shift: 1000);   // a large mean takes digits from floats
        var model = new KMeansTrainer(new() { Clusters = clusters, Tolerance = 0, MaxIterations = 10_000 }).Train(rows, Training.Alone);
        Assert.True(model.Converged);
        var (assigned, distances) = (new int[2000], new double[2000]);
        model.Assign(rows, assigned, distances);
        Assert.Equal(1, distances.Sum(distance => distance * distance) / model.Inertia, 1e-9);
        for (var k = 0; k < clusters; k++)
            for (var j = 0; j < features; j++)
            {
                var own = Enumerable.Range(0, 2000).Where(i => assigned[i] == k).ToArray();
                Assert.Equal(own.Average(i => (double)rows.Numeric(j)[i]), model.Centre(k)[j], 1e-6);
            }
    }

    [Fact]
    public void As_many_clusters_as_rows_have_no_inertia()
    {
        var model = new KMeansTrainer(new() { Clusters = 12 }).Train(Gaussian(12, 3, 0), Training.Alone);
        Assert.Equal(0, model.Inertia, 1e-9);
    }

    [Fact]
    public void Fewer_different_rows_than_clusters_are_no_error()
    {
        var rows = Tables.Numeric([1, 1, 1, 5, 5, 5]);
        var model = new KMeansTrainer(new() { Clusters = 4 }).Train(rows, Training.Alone);
        Assert.Equal(0, model.Inertia, 1e-9);
        Assert.Equal(4, model.Clusters);
    }

    [Fact]
    public void Fewer_rows_than_clusters_are_an_error() => Assert.Contains(
        "3 rows; k-means of 8 " +
        "clusters", Assert.Throws<DatasetException>(() => new KMeansTrainer(new()).Train(Gaussian(3, 2, 0), Training.Alone)).Message);

    [Fact]
    public void More_starts_are_not_worse()
    {
        var rows = Gaussian(500, 4, 0);
        double Inertia(int starts) => new KMeansTrainer(new() { Clusters = 10, Starts = starts }).Train(rows, Training.Alone).Inertia;
        Assert.True(Inertia(8) <= Inertia(1));
    }

    [Fact]
    public void A_sample_for_the_start_serves()
    {
        var random = new CounterRandom(5);
        var centres = Enumerable.Range(0, 6).Select(k => (X: 10 * (k % 3), Y: 10 * (k / 3))).ToArray();
        var rows = Tables.Numeric(
            [.. Enumerable.Range(0, 6000).Select(i => (float)(centres[i % 6].X + random.Normal(i)))],
                [.. Enumerable.Range(0, 6000).Select(i => (float)(centres[i % 6].Y + random.Normal(-1 - i)))]);
        var model = new KMeansTrainer(new() { Clusters = 6, StartRows = 300 }).Train(rows, Training.Alone);
        Assert.InRange(model.Inertia / 12_000, 0.9, 1.1);   // two coordinates of variance 1
    }

    static Dataset Gaussian(int rows, int features, float shift)
    {
        var random = new CounterRandom(3);
        return Tables.Numeric([.. Enumerable.Range(0, features)
            .Select(j => Enumerable.Range(0, rows).Select(i => (float)(shift + random.Normal(i * (long)features + j))).ToArray())]);
    }
}
