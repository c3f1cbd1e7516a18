using DistributedML.Learning.Linear;
using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Reduction;

/// <summary>
/// Trains principal components: each rank sums the moments of its rows, the sums are added, every rank decomposes the covariance. Models of
/// 1, 2 and 4 ranks differ by rounding only, unless two variances are equal.
/// </summary>
public sealed class PcaTrainer(PcaOptions options) : ITrainer<Dataset, PcaModel>
{
    /// <summary>More columns would take hours and 0.5 GB.</summary>
    const int MaxColumns = 8_000;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: none, a value missing or infinite, a feature that is no number;
    /// or there are fewer columns than components.</exception>
    public PcaModel Train(Dataset rows, Training training)
    {
        var inputs = NumericInputs.OfDense(rows.Schema);
        var d = inputs.Columns;
        if (d > MaxColumns)
            throw new DatasetException($"the features have {d} columns; PCA takes at most {MaxColumns}: select or hash to fewer");
        if (options.Components > d)
            throw new DatasetException($"PCA of {options.Components} components needs as many columns; the features have {d}");
        inputs.CheckValues(rows);
        LearningRows.TotalWeight(rows, training.Gang);
        var moments = new MomentSummary(RowBlocks.Pivot(inputs, rows, training.Gang));
        RowBlocks.AddTo(moments, inputs, rows, training, "moments");
        moments.AllReduce(training.Gang);
        var covariance = new Matrix(d, d);
        var degrees = moments.Weight > 1 ? moments.Weight - 1 : 1;
        for (var i = 0; i < d; i++)
            for (var j = 0; j < d; j++) covariance[i, j] = moments.Centred(i, j) / degrees;
        training.Cancel.ThrowIfCancellationRequested();
        var eigen = SymmetricEigen.Of(covariance);   // ascending
        var kept = options.Components == 0 ? d : options.Components;
        var components = new double[kept * d];
        for (var k = 0; k < kept; k++)
        {
            var vector = eigen.Vectors.Row(d - 1 - k).ToArray();
            var sign = vector.MaxBy(value => Math.Abs(value)) < 0 ? -1 : 1;   // the largest loading is positive
            for (var j = 0; j < d; j++) components[k * d + j] = sign * vector[j];
        }
        var means = Enumerable.Range(0, d).Select(moments.Mean).ToArray();
        double[] all = [.. eigen.Values.Reverse().Select(variance => Math.Max(0, variance))];
        return new(inputs, means, components, all[..kept], all.Sum(), options.Whiten);
    }
}
