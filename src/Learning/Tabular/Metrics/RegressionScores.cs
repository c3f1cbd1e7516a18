namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>How good a regressor is.</summary>
public sealed class RegressionScores
{
    internal RegressionScores(MeanErrors means, double medianAbsoluteError)
    {
        (Means, MedianAbsoluteError) = (means, medianAbsoluteError);
        Values = new Dictionary<string, double>
        {
            ["mse"] = means.MeanSquaredError,
            ["rmse"] = means.RootMeanSquaredError,
            ["mae"] = means.MeanAbsoluteError,
            ["medianAe"] = medianAbsoluteError,
            ["r2"] = means.R2,
            ["mape"] = means.MeanAbsolutePercentageError,
            ["pinball"] = means.PinballLoss,
        };
        var reason = means.Rows == 0 ? "no row counts" : "R² needs at least two rows";
        Undefined = Values.Where(metric => double.IsNaN(metric.Value)).ToDictionary(metric => metric.Key, _ => reason);
    }

    /// <summary>The means of the errors.</summary>
    public MeanErrors Means { get; }

    /// <summary>The weighted median of the absolute errors.</summary>
    public double MedianAbsoluteError { get; }

    /// <summary>The metrics by their keys, such as <c>rmse</c>; NaN where one is undefined.</summary>
    public IReadOnlyDictionary<string, double> Values { get; }

    /// <summary>Why a metric is NaN, by its key.</summary>
    public IReadOnlyDictionary<string, string> Undefined { get; }
}
