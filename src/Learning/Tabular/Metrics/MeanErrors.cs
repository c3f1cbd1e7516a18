namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>Weighted means of a regressor's errors e = target − prediction; NaN where no row counts.</summary>
/// <param name="Rows">Number of rows of a weight above 0.</param>
/// <param name="Weight">Sum of the weights.</param>
/// <param name="MeanSquaredError">Mean of e².</param>
/// <param name="MeanAbsoluteError">Mean of |e|.</param>
/// <param name="R2">
/// Coefficient of determination: 1 − Σw·e² / Σw·(target − mean)². Where all targets are equal it is 1 if every error is 0, and else 0.
/// NaN for fewer than two rows.
/// </param>
/// <param name="MeanAbsolutePercentageError">Mean of |e| / max(|target|, 2⁻⁵²); a part, not per cent. Targets of 0 make it huge.</param>
/// <param name="PinballLoss">Mean of max(level·e, (level − 1)·e), the loss of a predicted quantile.</param>
public readonly record struct MeanErrors(
    long Rows, double Weight, double MeanSquaredError, double MeanAbsoluteError, double R2,
    double MeanAbsolutePercentageError, double PinballLoss)
{
    /// <summary>√ of the mean squared error, in the target's unit.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);
}
