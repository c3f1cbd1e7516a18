using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Baselines;

/// <summary>
/// Learns how frequent each class is. The baseline of classifiers: what does not beat it has learned nothing from the features.
/// </summary>
public sealed class MajorityTrainer : ITrainer<Dataset, MajorityModel>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">There are no rows, or no classes.</exception>
    public MajorityModel Train(Dataset rows, Training training)
    {
        LearningRows.TotalWeight(rows, training.Gang);
        var (_, weights) = LearningRows.Classes(rows, training.Gang, needed: 1);
        return new(rows.Schema, [.. rows.ClassNames], weights);
    }
}
