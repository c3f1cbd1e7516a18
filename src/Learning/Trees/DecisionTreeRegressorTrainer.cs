using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>
/// Trains a decision tree for numbers. 1, 2 and 4 ranks give the same splits, unless two are as good as rounding tells; values of leaves
/// differ by rounding only.
/// </summary>
public sealed class DecisionTreeRegressorTrainer(DecisionTreeRegressorOptions options) : ITrainer<Dataset, DecisionTreeRegressor>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: none, no target, a value infinite, a text or sparse
    /// feature.</exception>
    public DecisionTreeRegressor Train(Dataset rows, Training training)
    {
        TreeInputs.Check(rows);
        LearningRows.TotalWeight(rows, training.Gang);
        var target = LearningRows.Target(rows);
        Span<double> sums = [0, 0];
        for (var row = 0; row < target.Length; row++)
        {
            sums[0] += rows.Weight(row);
            sums[1] += rows.Weight(row) * target[row];
        }
        training.Gang.AllReduce(sums);
        var mean = sums[1] / sums[0];
        var centred = Array.ConvertAll(target, value => value - mean);   // gains of centred targets keep their digits
        Span<double> error = [0];
        for (var row = 0; row < centred.Length; row++) error[0] += rows.Weight(row) * centred[row] * centred[row];
        training.Gang.AllReduce(error);
        var tree = new TreeGrower(rows, null, centred, new SplitCriterion.SquaredError(), options, training).Grow(error[0]);
        return new(tree.Build(1, (leaf, value) => value[0] = mean + leaf[1] / leaf[0]));
    }
}
