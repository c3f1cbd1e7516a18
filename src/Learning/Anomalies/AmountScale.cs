namespace DistributedML.Learning.Anomalies;

/// <summary>How amounts are compared.</summary>
public enum AmountScale
{
    /// <summary>
    /// Linear or by logarithms, as training finds it for all keys together; see <see cref="AnomalyModel.IsLinear"/>.
    /// </summary>
    Auto,

    /// <summary>
    /// By their differences, in their own units, as readings of a sensor: 0 and signs mean nothing special, and neither does the unit or
    /// its zero.
    /// </summary>
    Linear,

    /// <summary>
    /// By their ratios, as prices and quantities are compared: half as much is as far as twice as much. An amount of 0 is not judged.
    /// </summary>
    Logarithm,
}
