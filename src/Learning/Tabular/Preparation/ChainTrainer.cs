namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Fits steps one after another, each on what the one before made of the training rows.</summary>
/// <param name="steps">The steps, in order.</param>
public sealed class ChainTrainer(IReadOnlyList<Step> steps) : ITrainer<Dataset, Chain>
{
    /// <inheritdoc/>
    /// <exception cref="OptionsException">An option is wrong.</exception>
    /// <exception cref="DatasetException">A step cannot be fitted; the message names it.</exception>
    public Chain Train(Dataset rows, Training training) => Fit(rows, training).Transformation;

    /// <summary>
    /// Fits the steps, and returns the training rows as an estimator is to learn from them. Cross-fitted steps make of them what
    /// <see cref="Chain.Apply(Dataset)"/> would not.
    /// </summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="training">The gang, progress and cancellation.</param>
    /// <exception cref="OptionsException">An option is wrong.</exception>
    /// <exception cref="DatasetException">A step cannot be fitted; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public FittedRows<Chain> Fit(Dataset rows, Training training)
    {
        var inputs = rows.Schema;
        var fitted = new List<(string, ITransformation)>();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i].Kind.Fit(rows, steps[i].Options, training with { Progress = null });
            fitted.Add((steps[i].Kind.Name, step.Transformation));
            rows = step.Rows;
            training.Progress?.Report(new(steps[i].Kind.Name, i + 1, steps.Count));
        }
        return new(new(inputs, fitted), rows);
    }
}
