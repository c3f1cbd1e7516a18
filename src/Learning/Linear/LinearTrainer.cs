using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Trains linear regression and ridge in one pass: each rank sums the moments of its rows, the sums are added, every rank solves. Models of
/// 1, 2 and 4 ranks differ by rounding only: 1e-9 of the largest coefficient on well-conditioned columns.
/// </summary>
public sealed class LinearTrainer : ITrainer<Dataset, LinearModel>
{
    /// <summary>More columns would take more than 0.5 GB of moments.</summary>
    const int MaxColumns = 11_000;

    readonly double _l2;
    readonly bool _intercept;

    /// <summary>A trainer of ordinary least squares.</summary>
    public LinearTrainer(LinearRegressionOptions options) => _intercept = options.Intercept;

    /// <summary>A trainer of ridge regression.</summary>
    public LinearTrainer(RidgeOptions options) => (_l2, _intercept) = (options.L2, options.Intercept);

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: none, no target, a value missing or infinite, a feature that is
    /// no number.</exception>
    public LinearModel Train(Dataset rows, Training training)
    {
        var inputs = new NumericInputs(rows.Schema);
        if (inputs.Columns > MaxColumns)
            throw new DatasetException(
                $"the features have {inputs.Columns} columns; least squares takes at most {MaxColumns}: select or hash to fewer");
        inputs.CheckValues(rows);
        var target = LearningRows.Target(rows);
        LearningRows.TotalWeight(rows, training.Gang);
        var moments = new MomentSummary(RowBlocks.Pivot(inputs, rows, training.Gang, target));
        RowBlocks.AddTo(moments, inputs, rows, training, "moments", target);
        moments.AllReduce(training.Gang);
        return new LinearModel(inputs, moments, _l2, _intercept);
    }
}
