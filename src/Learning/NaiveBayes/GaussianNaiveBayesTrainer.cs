using DistributedML.Learning.Linear;
using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>Trains Gaussian naive Bayes in one pass. Models of 1, 2 and 4 ranks differ by rounding only.</summary>
public sealed class GaussianNaiveBayesTrainer(GaussianNaiveBayesOptions options) : ITrainer<Dataset, GaussianNaiveBayesModel>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: none, one class only, a value missing or infinite, a feature
    /// that is no number.</exception>
    public GaussianNaiveBayesModel Train(Dataset rows, Training training)
    {
        var inputs = NumericInputs.OfDense(rows.Schema);
        inputs.CheckValues(rows);
        LearningRows.TotalWeight(rows, training.Gang);
        var (classes, _) = LearningRows.Classes(rows, training.Gang);
        var summary = new GaussianSummary(rows.ClassNames.Count, RowBlocks.Pivot(inputs, rows, training.Gang));
        var row = new FeatureRow(rows.Schema);
        for (var i = 0; i < rows.Rows; i++)
        {
            if (i % 65_536 == 0)
            {
                training.Cancel.ThrowIfCancellationRequested();
                training.Progress?.Report(new("class moments", i, rows.Rows));
            }
            row.Set(rows, i);
            summary.Add(row.Numbers, classes[i], rows.Weight(i));
        }
        summary.AllReduce(training.Gang);
        return new(inputs, [.. rows.ClassNames], summary, options.VarianceSmoothing);
    }
}
