using DistributedML.Compute;

namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Rolling-origin evaluation: at each origin forecasters are trained on the steps before it alone and forecast the steps from it on. The
/// last origin
/// lies a horizon before the table's end, the others a fixed distance before each other. A table too short for all origins is evaluated
/// from those that
/// it has steps for.
/// </summary>
public sealed class ForecastEvaluation
{
    readonly int _horizon;
    readonly int _origins;
    readonly int _apart;

    /// <param name="horizon">Steps ahead; at least 1.</param>
    /// <param name="origins">Number of origins; at least 1.</param>
    /// <param name="step">Steps between origins; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public ForecastEvaluation(int horizon, int origins, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(origins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        (_horizon, _origins, _apart) = (horizon, origins, step);
    }

    /// <summary>
    /// Makes a forecaster at an origin: from the steps before it, what forecasts a series from its values on those steps.
    /// </summary>
    public delegate Func<double[], Forecast> Fit(DailyTable before);

    /// <summary>Steps of the season whose naive forecast scales the errors; null for the usual one of the table's step.</summary>
    public int? SeasonLength { get; init; }

    /// <summary>Steps that a table must have for all origins.</summary>
    public int NeededPeriods => _horizon + (_origins - 1) * _apart + 1;

    /// <summary>Evaluates <see cref="ForecasterTrainer"/>. Every rank brings its series; every rank gets the scores of all, in rank order.</summary>
    /// <exception cref="ShortHistoryException">The table is too short for even one origin.</exception>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public ForecastScores Run(
        DailyTable table, ForecasterOptions options, ICollective collective, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default)
    {
        options.ThrowIfInvalid();
        options = options.For(table.Shape.Step);
        return Run(table, Train, collective, progress, cancel);

        Func<double[], Forecast> Train(DailyTable before)
        {
            var pooled = PooledProfile.Of(before, options, collective);
            return values => SeriesForecaster.Fit(values, before.Shape.Step, before.First, options, ReferenceEquals(values, before.Total) ? [] : pooled)
                .Predict(_horizon, options.Level);
        }
    }

    /// <summary>Evaluates any forecaster of the horizon.</summary>
    /// <exception cref="ShortHistoryException">The table is too short for even one origin.</exception>
    public ForecastScores Run(
        DailyTable table, Fit train, ICollective collective, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        table.ThrowIfInvalid();
        if (table.Periods <= _horizon) throw new ShortHistoryException(table.Shape.Step, table.Periods, NeededPeriods, _horizon, _origins);
        var origins = Math.Min(_origins, (table.Periods - _horizon - 1) / _apart + 1);
        var season = SeasonLength ?? table.Shape.Step.DefaultSeason;
        var tallies = new Tally[table.Series.Count];
        var total = new Tally();
        double[] errors = new double[origins * _horizon], counts = new double[origins * _horizon];
        for (var origin = 0; origin < origins; origin++)
        {
            var cut = table.Periods - _horizon - origin * _apart;
            var before = table.Head(cut);
            var forecaster = train(before);
            for (var i = 0; i < tallies.Length; i++)
            {
                cancel.ThrowIfCancellationRequested();
                tallies[i].Add(before.Series[i].Values, table.Series[i].Values.AsSpan(cut, _horizon), forecaster, season,
                    errors.AsSpan(origin * _horizon, _horizon), counts.AsSpan(origin * _horizon, _horizon));
                progress?.Report(new("forecasting from origins", origin * tallies.Length + i + 1, origins * tallies.Length));
            }
            if (before.Total is not null) total.Add(before.Total, table.Total.AsSpan(cut, _horizon), forecaster, season, [], []);
        }
        collective.AllReduce<double>(errors);
        collective.AllReduce<double>(counts);
        return Gather(table, tallies, table.Total is null ? null : total.ToScore("total"), origins, collective) with
        {
            Steps = [.. errors.Zip(counts, (error, count) => error / count)],
        };
    }

    static ForecastScores Gather(DailyTable table, Tally[] tallies, SeriesScore? total, int origins, ICollective collective)
    {
        var keys = collective.AllGather<char>(string.Concat(table.Series.Select(series => series.Key + '\0')));
        var parts = collective.AllGather<Tally>(tallies);
        var scores = new List<SeriesScore>();
        for (var rank = 0; rank < parts.Length; rank++)
            scores.AddRange(new string(keys[rank]).Split('\0').Zip(parts[rank], (key, tally) => tally.ToScore(key)));
        return new(scores, total, Mean(scores, score => score.Mase), Mean(scores, score => score.Smape), Mean(scores, score => score.Coverage), origins);
    }

    static double Mean(List<SeriesScore> scores, Func<SeriesScore, double> value) =>
        scores.Select(value).Where(score => !double.IsNaN(score)).DefaultIfEmpty(double.NaN).Average();

    struct Tally
    {
        public double Mase;
        public double Smape;
        public double Coverage;
        public int Scaled;
        public int Known;

        public void Add(double[] before, ReadOnlySpan<double> actual, Func<double[], Forecast> forecaster, int season, Span<double> errors, Span<double> counts)
        {
            if (!actual.ContainsAnyExcept(double.NaN)) return;
            var forecast = forecaster(before);
            var scale = ForecastErrors.SeasonalNaive(before, season);
            if (scale > 0)
            {
                Mase += ForecastErrors.MeanAbsolute(actual, forecast.Mean) / scale;
                Scaled++;
                for (var step = 0; step < errors.Length; step++)
                {
                    if (double.IsNaN(actual[step])) continue;
                    errors[step] += Math.Abs(actual[step] - forecast.Mean[step]) / scale;
                    counts[step]++;
                }
            }
            Smape += ForecastErrors.SymmetricPercentage(actual, forecast.Mean);
            Coverage += ForecastErrors.Coverage(actual, forecast.Lower, forecast.Upper);
            Known++;
        }

        public readonly SeriesScore ToScore(string key) =>
            new(key, Scaled == 0 ? double.NaN : Mase / Scaled, Known == 0 ? double.NaN : Smape / Known, Known == 0 ? double.NaN : Coverage / Known);
    }
}
