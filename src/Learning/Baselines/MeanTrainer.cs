using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Baselines;

/// <summary>Learns the weighted mean of the target. The baseline of regressors: its R² is 0.</summary>
public sealed class MeanTrainer : ITrainer<Dataset, ConstantModel>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">There are no rows, or no target.</exception>
    public ConstantModel Train(Dataset rows, Training training)
    {
        LearningRows.TotalWeight(rows, training.Gang);
        var target = LearningRows.Target(rows);
        Span<double> sums = [0, 0];
        for (var row = 0; row < target.Length; row++)
        {
            sums[0] += rows.Weight(row) * target[row];
            sums[1] += rows.Weight(row);
        }
        training.Gang.AllReduce(sums);
        return new(rows.Schema, isLast: false, sums[0], sums[1]);
    }
}
