using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// Trains multinomial and Bernoulli naive Bayes in one pass. Models of 1, 2 and 4 ranks are equal when counts and weights are whole
/// numbers.
/// </summary>
public sealed class CountNaiveBayesTrainer : ITrainer<Dataset, CountNaiveBayesModel>
{
    readonly double _smoothing;
    readonly double? _threshold;

    /// <summary>A trainer of multinomial naive Bayes.</summary>
    public CountNaiveBayesTrainer(MultinomialNaiveBayesOptions options) => _smoothing = options.Smoothing;

    /// <summary>A trainer of Bernoulli naive Bayes.</summary>
    public CountNaiveBayesTrainer(BernoulliNaiveBayesOptions options) => (_smoothing, _threshold) = (options.Smoothing, options.Threshold);

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: none, one class only, a value missing, infinite or (multinomial)
    /// below 0, a feature that is no number.</exception>
    public CountNaiveBayesModel Train(Dataset rows, Training training)
    {
        var inputs = new NumericInputs(rows.Schema);
        inputs.CheckValues(rows);
        LearningRows.TotalWeight(rows, training.Gang);
        var (classes, _) = LearningRows.Classes(rows, training.Gang);
        var summary = new CountSummary(rows.ClassNames.Count, inputs.Columns, _threshold);
        var row = new FeatureRow(rows.Schema);
        for (var i = 0; i < rows.Rows; i++)
        {
            if (i % 65_536 == 0)
            {
                training.Cancel.ThrowIfCancellationRequested();
                training.Progress?.Report(new("class counts", i, rows.Rows));
            }
            row.Set(rows, i);
            summary.Add(inputs, row, classes[i], rows.Weight(i), i);
        }
        summary.AllReduce(training.Gang);
        return new(inputs, [.. rows.ClassNames], summary, _smoothing);
    }
}
