namespace DistributedML.Learning.Forecasting;

/// <summary>The days ahead of a series, with prediction intervals. The three arrays have one entry per day, the next day first.</summary>
/// <param name="FirstDay">The day of the first entry.</param>
/// <param name="Level">Nominal coverage of the intervals, between 0 and 1.</param>
/// <param name="Mean">Point forecasts, in the series' units.</param>
/// <param name="Lower">Lower ends of the intervals.</param>
/// <param name="Upper">Upper ends of the intervals.</param>
public sealed record Forecast(DateOnly FirstDay, double Level, double[] Mean, double[] Lower, double[] Upper)
{
    /// <summary>Days ahead.</summary>
    public int Horizon => Mean.Length;
}
