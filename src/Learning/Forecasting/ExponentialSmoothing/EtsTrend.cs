namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>Trends of an exponential smoothing model.</summary>
public enum EtsTrend
{
    /// <summary>The level only.</summary>
    None,

    /// <summary>A slope per step, kept on for ever.</summary>
    Additive,

    /// <summary>A slope per step that dies out geometrically.</summary>
    Damped,
}
