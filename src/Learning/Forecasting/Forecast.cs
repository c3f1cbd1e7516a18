namespace DistributedML.Learning.Forecasting;

/// <summary>
/// The steps ahead of a series, with prediction intervals. The three arrays have one entry per step, the next step first.
/// </summary>
/// <param name="First">The beginning of the first entry's step.</param>
/// <param name="Step">The length of a step.</param>
/// <param name="Level">Nominal coverage of the intervals, between 0 and 1.</param>
/// <param name="Mean">Point forecasts, in the series' units.</param>
/// <param name="Lower">Lower ends of the intervals.</param>
/// <param name="Upper">Upper ends of the intervals.</param>
public sealed record Forecast(DateTime First, SeriesStep Step, double Level, double[] Mean, double[] Lower, double[] Upper)
{
    /// <summary>A daily forecast.</summary>
    public Forecast(DateOnly firstDay, double level, double[] mean, double[] lower, double[] upper)
        : this(firstDay.ToDateTime(default), SeriesStep.Day, level, mean, lower, upper) { }

    /// <summary>The day of <see cref="First"/>.</summary>
    public DateOnly FirstDay => DateOnly.FromDateTime(First);

    /// <summary>Steps ahead.</summary>
    public int Horizon => Mean.Length;

    /// <summary>The beginning of an entry's step.</summary>
    public DateTime StartOf(int entry) => Step.StartOf(Step.IndexOf(First) + entry);
}
