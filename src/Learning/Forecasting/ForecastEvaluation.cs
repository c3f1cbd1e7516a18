using DistributedML.Compute;

namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Rolling-origin evaluation: at each origin forecasters are trained on the days before it alone and forecast the days from it on. The last origin
/// lies a horizon before the table's end, the others a fixed step before each other.
/// </summary>
public sealed class ForecastEvaluation
{
    readonly int _horizon;
    readonly int _origins;
    readonly int _step;

    /// <param name="horizon">Days ahead; at least 1.</param>
    /// <param name="origins">Number of origins; at least 1.</param>
    /// <param name="step">Days between origins; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public ForecastEvaluation(int horizon, int origins, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(origins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        (_horizon, _origins, _step) = (horizon, origins, step);
    }

    /// <summary>Makes a forecaster at an origin: from the days before it, what forecasts a series from its values on those days.</summary>
    public delegate Func<double[], Forecast> Fit(DailyTable before);

    /// <summary>Days of the season whose naive forecast scales the errors.</summary>
    public int SeasonLength { get; init; } = 7;

    /// <summary>Days that a table must have.</summary>
    public int LeastDays => _horizon + (_origins - 1) * _step + 1;

    /// <summary>Evaluates <see cref="ForecasterTrainer"/>. Every rank brings its series; every rank gets the scores of all, in rank order.</summary>
    /// <exception cref="ArgumentException">The table is too short for the origins, or an option is wrong.</exception>
    public ForecastScores Run(
        DailyTable table, ForecasterOptions options, ICollective collective, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default)
    {
        options.ThrowIfInvalid();
        return Run(table, Train, collective, progress, cancel);

        Func<double[], Forecast> Train(DailyTable before)
        {
            var pooled = PooledProfile.Of(before, options, collective);
            return values =>
                SeriesForecaster.Fit(values, before.FirstDay, options, ReferenceEquals(values, before.Total) ? [] : pooled).Predict(_horizon, options.Level);
        }
    }

    /// <summary>Evaluates any forecaster of the horizon.</summary>
    /// <exception cref="ArgumentException">The table is too short for the origins.</exception>
    public ForecastScores Run(
        DailyTable table, Fit train, ICollective collective, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        table.ThrowIfInvalid();
        if (table.Days < LeastDays) throw new ArgumentException($"the table has {table.Days} days; {_origins} origins need {LeastDays}");
        var tallies = new Tally[table.Series.Count];
        var total = new Tally();
        for (var origin = 0; origin < _origins; origin++)
        {
            var cut = table.Days - _horizon - origin * _step;
            var before = table.Head(cut);
            var forecaster = train(before);
            for (var i = 0; i < tallies.Length; i++)
            {
                cancel.ThrowIfCancellationRequested();
                Add(ref tallies[i], before.Series[i].Values, table.Series[i].Values.AsSpan(cut, _horizon), forecaster);
                progress?.Report(new("forecasting from origins", origin * tallies.Length + i + 1, _origins * tallies.Length));
            }
            if (before.Total is not null) Add(ref total, before.Total, table.Total.AsSpan(cut, _horizon), forecaster);
        }
        return Gather(table, tallies, table.Total is null ? null : total.ToScore("total", _origins), collective);
    }

    void Add(ref Tally tally, double[] before, ReadOnlySpan<double> actual, Func<double[], Forecast> forecaster)
    {
        var forecast = forecaster(before);
        var scale = ForecastErrors.SeasonalNaive(before, SeasonLength);
        if (scale > 0)
        {
            tally.Mase += ForecastErrors.MeanAbsolute(actual, forecast.Mean) / scale;
            tally.Scaled++;
        }
        tally.Smape += ForecastErrors.SymmetricPercentage(actual, forecast.Mean);
        tally.Coverage += ForecastErrors.Coverage(actual, forecast.Lower, forecast.Upper);
    }

    ForecastScores Gather(DailyTable table, Tally[] tallies, SeriesScore? total, ICollective collective)
    {
        var keys = collective.AllGather<char>(string.Concat(table.Series.Select(series => series.Key + '\0')));
        var parts = collective.AllGather<Tally>(tallies);
        var scores = new List<SeriesScore>();
        for (var rank = 0; rank < parts.Length; rank++)
            scores.AddRange(new string(keys[rank]).Split('\0').Zip(parts[rank], (key, tally) => tally.ToScore(key, _origins)));
        var scaled = scores.Where(score => !double.IsNaN(score.Mase)).ToList();
        return new(scores, total, Mean(scaled, score => score.Mase), Mean(scores, score => score.Smape), Mean(scores, score => score.Coverage));
    }

    static double Mean(List<SeriesScore> scores, Func<SeriesScore, double> value) => scores.Count == 0 ? double.NaN : scores.Average(value);

    struct Tally
    {
        public double Mase;
        public double Smape;
        public double Coverage;
        public int Scaled;

        public readonly SeriesScore ToScore(string key, int origins) =>
            new(key, Scaled == 0 ? double.NaN : Mase / Scaled, Smape / origins, Coverage / origins);
    }
}
