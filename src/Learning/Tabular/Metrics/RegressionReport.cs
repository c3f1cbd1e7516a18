namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>All metrics of a regressor in one pass. Memory: 16 bytes a row, for the median.</summary>
public sealed class RegressionReport : ISummary<RegressionReport, RegressionRow, RegressionScores>
{
    readonly RegressionErrors _errors;
    readonly MedianError _median;

    /// <summary>A report of no rows.</summary>
    /// <param name="level">The quantile that the pinball loss measures, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public RegressionReport(double level = 0.5) : this(new RegressionErrors(level), new MedianError())
    {
    }

    RegressionReport(RegressionErrors errors, MedianError median) => (_errors, _median) = (errors, median);

    /// <summary>Predicts the rows and measures the predictions.</summary>
    /// <exception cref="DatasetException">The table has no target, a row's target is not finite, or the model refuses the rows.</exception>
    public static RegressionReport Of(IRegressor model, Dataset rows, double level = 0.5)
    {
        var (report, target, predictions) = (new RegressionReport(level), LearningRows.Target(rows), new double[rows.Rows]);
        model.Predict(rows, predictions);
        for (var i = 0; i < target.Length; i++) report.Add(new(target[i], predictions[i], rows.Weight(i)));
        return report;
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">A number is not finite, or the weight is below 0.</exception>
    public void Add(RegressionRow row)
    {
        _errors.Add(row);
        _median.Add(row);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other report has another level.</exception>
    public void Merge(RegressionReport other)
    {
        _errors.Merge(other._errors);
        _median.Merge(other._median);
    }

    /// <inheritdoc/>
    public RegressionScores Result() => new(_errors.Result(), _median.Result());

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        _errors.Write(writer);
        _median.Write(writer);
    }

    /// <inheritdoc/>
    public static RegressionReport Read(BinaryReader reader) => new(RegressionErrors.Read(reader), MedianError.Read(reader));
}
