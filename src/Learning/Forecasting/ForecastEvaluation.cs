using DistributedML.Compute;

namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Rolling-origin evaluation: at each origin the forecaster is trained on the days before it and forecasts the days from it on. The last origin
/// lies a horizon before the table's end, the others a fixed step before each other.
/// </summary>
/// <param name="horizon">Days ahead; at least 1.</param>
/// <param name="origins">Number of origins; at least 1.</param>
/// <param name="step">Days between origins; at least 1.</param>
public sealed class ForecastEvaluation(int horizon, int origins, int step)
{
    /// <summary>Evaluates the pipeline's forecaster. Every rank brings its series; every rank gets the scores of all, in rank order.</summary>
    /// <exception cref="ArgumentException">The table is too short for the origins, or an option is wrong.</exception>
    public ForecastScores Run(
        DailyTable table, ForecasterOptions options, ICollective collective, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default) =>
        Run(table, (values, firstDay) => SeriesForecaster.Fit(values, firstDay, options).Predict(horizon, options.Level), collective, progress, cancel);

    /// <summary>Evaluates any forecaster: a function from the values before the origin and the first of their days to a forecast of the horizon.</summary>
    /// <exception cref="ArgumentException">The table is too short for the origins.</exception>
    public ForecastScores Run(
        DailyTable table, Func<double[], DateOnly, Forecast> forecaster, ICollective collective, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default)
    {
        if (table.Days - horizon - (origins - 1) * step < 1)
            throw new ArgumentException($"the table has {table.Days} days; {origins} origins {step} days apart with {horizon} days ahead need {horizon + (origins - 1) * step + 1}");
        var local = new double[3 * table.Series.Count];
        for (var i = 0; i < table.Series.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var score = Score(table.Series[i].Values, table.FirstDay, forecaster);
            (local[3 * i], local[3 * i + 1], local[3 * i + 2]) = score;
            progress?.Report(new("evaluating series", i + 1, table.Series.Count));
        }
        var scores = new List<SeriesScore>();
        var keys = GatherKeys(table, collective);
        foreach (var part in collective.AllGather<double>(local))
            for (var i = 0; i < part.Length; i += 3) scores.Add(new(keys[scores.Count], part[i], part[i + 1], part[i + 2]));
        var total = table.Total is null ? default : Score(table.Total, table.FirstDay, forecaster);
        return new(
            scores, table.Total is null ? null : new("total", total.Mase, total.Smape, total.Coverage),
            Mean(scores.Select(score => score.Mase).Where(double.IsFinite)), Mean(scores.Select(score => score.Smape)),
            Mean(scores.Select(score => score.Coverage)));
    }

    (double Mase, double Smape, double Coverage) Score(double[] values, DateOnly firstDay, Func<double[], DateOnly, Forecast> forecaster)
    {
        double mase = 0, smape = 0, coverage = 0;
        var scaled = 0;
        for (var origin = 0; origin < origins; origin++)
        {
            var cut = values.Length - horizon - origin * step;
            var forecast = forecaster(values[..cut], firstDay);
            var actual = values.AsSpan(cut, horizon);
            var scale = ForecastErrors.SeasonalNaive(values.AsSpan(0, cut), SeasonLength);
            if (scale > 0)
            {
                mase += ForecastErrors.MeanAbsolute(actual, forecast.Mean) / scale;
                scaled++;
            }
            smape += ForecastErrors.SymmetricPercentage(actual, forecast.Mean);
            coverage += ForecastErrors.Coverage(actual, forecast.Lower, forecast.Upper);
        }
        return (scaled == 0 ? double.NaN : mase / scaled, smape / origins, coverage / origins);
    }

    /// <summary>Season of the naive forecast that scales the errors, in days.</summary>
    public int SeasonLength { get; init; } = 7;

    static List<string> GatherKeys(DailyTable table, ICollective collective)
    {
        var keys = new List<string>();
        var local = string.Join('\0', table.Series.Select(series => series.Key));
        foreach (var part in collective.AllGather<char>(local))
            if (part.Length > 0) keys.AddRange(new string(part).Split('\0'));
        return keys;
    }

    static double Mean(IEnumerable<double> values)
    {
        double sum = 0;
        var count = 0;
        foreach (var value in values)
        {
            sum += value;
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
