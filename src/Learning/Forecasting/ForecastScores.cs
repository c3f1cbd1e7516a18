namespace DistributedML.Learning.Forecasting;

/// <summary>How good a forecaster is, from rolling origins.</summary>
/// <param name="Series">Each series' scores, in the table's order.</param>
/// <param name="Total">The total series' scores; null when there is none.</param>
/// <param name="Mase">Mean over the series' <see cref="SeriesScore.Mase"/>, those without one left out.</param>
/// <param name="Smape">Mean over the series' <see cref="SeriesScore.Smape"/>.</param>
/// <param name="Coverage">Mean over the series' <see cref="SeriesScore.Coverage"/>.</param>
/// <param name="Origins">From how many origins: fewer than asked for when the table is too short for all of them.</param>
public sealed record ForecastScores(IReadOnlyList<SeriesScore> Series, SeriesScore? Total, double Mase, double Smape, double Coverage, int Origins)
{
    /// <summary>
    /// The mean absolute scaled error of each step ahead from each origin over the series, those of the newest origin first; NaN where no series has a value.
    /// </summary>
    public IReadOnlyList<double> Steps { get; init; } = [];
}

/// <summary>Scores of one series, each the mean over the origins with a value in their horizon; NaN when none has.</summary>
/// <param name="Key">The series.</param>
/// <param name="Mase">
/// Mean absolute scaled error: the mean absolute error over the horizon, divided by the mean absolute error of the seasonal naive forecast
/// one step ahead in the data before the origin (Hyndman and Koehler 2006). Origins where that is 0 are left out; NaN when all are.
/// </param>
/// <param name="Smape">Symmetric mean absolute percentage error, 0 to 200: mean of 200·|y − f| / (|y| + |f|), 0 where both are 0.</param>
/// <param name="Coverage">Part of the values inside the interval, ends included.</param>
public sealed record SeriesScore(string Key, double Mase, double Smape, double Coverage);
