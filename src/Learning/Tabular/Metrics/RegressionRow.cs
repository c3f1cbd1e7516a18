namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>A row that a regressor predicted.</summary>
/// <param name="Target">The true value; finite.</param>
/// <param name="Prediction">The predicted value; finite.</param>
/// <param name="Weight">How much the row counts; at least 0. A row of weight 0 is none.</param>
public readonly record struct RegressionRow(double Target, double Prediction, double Weight = 1)
{
    /// <summary>|target − prediction|.</summary>
    public double AbsoluteError => Math.Abs(Target - Prediction);

    /// <summary>Whether the row counts.</summary>
    /// <exception cref="DatasetException">A number is not finite, or the weight is below 0.</exception>
    internal bool IsCounted()
    {
        LearningRows.CheckTarget(Target, Weight);
        if (!double.IsFinite(Prediction)) throw new DatasetException($"the prediction is {Prediction}; expected a finite number");
        return Weight > 0;
    }
}
