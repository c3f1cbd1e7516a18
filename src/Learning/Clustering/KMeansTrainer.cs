using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Clustering;

/// <summary>
/// Trains k-means: each rank assigns its rows, the sums of the clusters are added, every rank moves the centres. The start is the same for
/// any number of ranks; centres of 1, 2 and 4 ranks differ by rounding, 1e-9 of a feature's spread, unless a row is as near to two centres
/// as rounding tells. A cluster that loses its last row gets the row that is farthest from its centre. Where the table has fewer different
/// rows than clusters, some clusters stay without rows.
/// </summary>
public sealed class KMeansTrainer(KMeansOptions options) : ITrainer<Dataset, KMeansModel>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: fewer than clusters, a value missing or infinite, a feature that
    /// is no number.</exception>
    public KMeansModel Train(Dataset rows, Training training)
    {
        var inputs = NumericInputs.OfDense(rows.Schema);
        inputs.CheckValues(rows);
        LearningRows.TotalWeight(rows, training.Gang);
        var local = new KMeansRows(inputs, rows, training);
        if (local.AllRows < options.Clusters)
            throw new DatasetException(
                $"the table has {local.AllRows} rows; k-means of {options.Clusters} clusters needs at least as many");
        var tolerance = options.Tolerance * MeanVariance(local, training);
        LloydRun? best = null;
        for (var start = 0; start < options.Starts; start++)
        {
            var random = new CounterRandom(options.Seed + start * 0x5851F42D4C957F2D);
            var about = Math.Max(options.StartRows, 10 * options.Clusters);
            var (sample, weights) = local.Sample(about, random, training.Gang);
            // Most rows have weight 0
            if (weights.Length < options.Clusters) (sample, weights) = local.Sample(int.MaxValue, random, training.Gang);
            var centres = KMeansStart.Choose(sample, weights, options.Clusters, new CounterRandom(~options.Seed + start), training.Cancel);
            var run = new LloydRun(local, centres, options.Clusters, training);
            run.Run(options.MaxIterations, tolerance);
            if (best is null || run.Inertia < best.Inertia) best = run;
        }
        var moved = best!.Centres;
        for (var i = 0; i < moved.Length; i++) moved[i] += local.Pivot[i % inputs.Columns];
        return new(inputs, moved, best.Inertia, best.Iterations, best.Converged);
    }

    static double MeanVariance(KMeansRows rows, Training training)
    {
        var (features, sums) = (rows.Features, new double[2 * rows.Features + 1]);
        for (var row = 0; row < rows.Count; row++)
        {
            var values = rows[row];
            var weight = rows.Weight(row);
            for (var j = 0; j < features; j++)
            {
                sums[j] += weight * values[j];
                sums[features + j] += weight * values[j] * values[j];
            }
            sums[^1] += weight;
        }
        training.Gang.AllReduce(sums.AsSpan());
        var variance = 0.0;
        for (var j = 0; j < features; j++) variance += sums[features + j] / sums[^1] - sums[j] / sums[^1] * (sums[j] / sums[^1]);
        return Math.Max(0, variance / features);
    }
}
