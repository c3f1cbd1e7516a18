using DistributedML.Learning.Linear;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>Laws of the moments and of linear models.</summary>
public class LinearTests
{
    [Fact]
    public void Moments_of_halves_merged_equal_the_whole_and_the_direct_sums()
    {
        var random = new CounterRandom(1);
        var rows = Enumerable.Range(0, 101).Select(i => Enumerable.Range(0, 5).Select(j => 1e6 * j + random.Normal(i * 5 + j)).ToArray())
            .ToArray();
        MomentSummary Of(IEnumerable<double[]> part)
        {
            var summary = new MomentSummary(rows[0]);
            foreach (var row in part) summary.Add(row, 2);
            return summary;
        }

        var merged = Of(rows.Take(40));
        merged.Merge(Of(rows.Skip(40)));
        for (var x = 0; x < 5; x++)
            for (var y = 0; y < 5; y++)
            {
                var (mx, my) = (rows.Average(row => row[x]), rows.Average(row => row[y]));
                Assert.Equal(2 * rows.Sum(row => (row[x] - mx) * (row[y] - my)), merged.Centred(x, y), 1e-6);
                Assert.Equal(Of(rows).Centred(x, y), merged.Centred(x, y), 1e-9);
            }
        Assert.Equal(202, merged.Weight);
        Assert.Throws<ArgumentException>(() => merged.Merge(new MomentSummary(new double[5])));
    }

    [Fact]
    public void A_large_mean_costs_no_digits()
    {
        var random = new CounterRandom(2);
        var x = Enumerable.Range(0, 200).Select(i => (float)(1_000_000 + Math.Round(100 * random.Normal(i)))).ToArray();
        var rows = Tables.Numeric(x).With(target: [.. x.Select(value => 3e9 + 0.25 * value)]);
        var model = new LinearTrainer(new LinearRegressionOptions()).Train(rows, Training.Alone);
        Assert.Equal(0.25, model.Coefficients[0], 1e-9);
    }

    [Fact]
    public void Classes_that_can_be_separated_do_not_converge_without_penalty_and_say_so()
    {
        var rows = Tables.Numeric([1, 2, 3, 4]).With(classes: [0, 0, 1, 1], classNames: ["a", "b"]);
        var model = new LogisticRegressionTrainer(new() { L2 = 0, MaxIterations = 5, Tolerance = 1e-12 }).Train(rows, Training.Alone);
        Assert.False(model.Converged);
        Assert.All(Predictions.Of(model, rows), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void A_training_is_cancelled_between_two_passes()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new CancelAt(cancel, 3);
        Assert.Throws<OperationCanceledException>(() => new LogisticRegressionTrainer(new() { Tolerance = 1e-14 })
            .Train(Iris.Rows, new(Compute.Solo.Instance, progress, cancel.Token)));
    }

    sealed class CancelAt(CancellationTokenSource source, int count) : IProgress<TrainingProgress>
    {
        int _left = count;

        public void Report(TrainingProgress value)
        {
            if (--_left == 0) source.Cancel();
        }
    }
}
