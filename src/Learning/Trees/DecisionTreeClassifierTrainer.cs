using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>Trains a decision tree for classes. With whole weights 1, 2 and 4 ranks give the same tree.</summary>
public sealed class DecisionTreeClassifierTrainer(DecisionTreeClassifierOptions options) : ITrainer<Dataset, DecisionTreeClassifier>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: none, one class only, a value infinite, a text or sparse
    /// feature.</exception>
    public DecisionTreeClassifier Train(Dataset rows, Training training)
    {
        TreeInputs.Check(rows);
        var weight = LearningRows.TotalWeight(rows, training.Gang);
        var (classes, _) = LearningRows.Classes(rows, training.Gang);
        var count = rows.ClassNames.Count;
        var tree = new TreeGrower(rows, classes, null, SplitCriterion.Of(options.Criterion, count), options, training).Grow(weight);
        return new(tree.Build(count, ToShares), [.. rows.ClassNames]);
    }

    static void ToShares(ReadOnlySpan<double> weights, Span<double> shares)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        for (var i = 0; i < shares.Length; i++) shares[i] = weights[i] / total;
    }
}
