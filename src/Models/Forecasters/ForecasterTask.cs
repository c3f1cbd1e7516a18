using System.Globalization;
using DistributedML.Data;
using DistributedML.Learning;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Forecasting.Baselines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Forecasters;

/// <summary>Fits a forecaster for each of the largest series and for their total, and scores it from rolling origins.</summary>
sealed class ForecasterTask(Pipeline pipeline, ForecasterDefinition definition, IModelEngine engine) : ModelTask(pipeline, definition, engine)
{
    const long SecondsOfDay = 86_400;
    readonly SeriesShape _shape = definition.Shape();

    public override Headline Headline => new("itemsMase", HigherIsBetter: false, "× the naive error");

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (sql, reader, _) = await Source(definition.TrainBefore, cancel);
        return await Engine.TrainAsync(sql, reader, new ForecasterTrainer(definition.Options), progress, cancel);
    }

    public override Task<DateTime?> TrainedUntil(IState trained, CancellationToken cancel) => Task.FromResult<DateTime?>(((TrainedForecaster)trained).TrainedBefore);

    public override async Task<Evaluation> Evaluate(
        IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var forecaster = (TrainedForecaster)trained;
        if (forecaster.Shape != _shape)
            throw new TableException($"model {definition.Name}: the version forecasts steps of {Words(forecaster.Shape)}, and the pipeline's model {Words(_shape)}");
        var (sql, reader, periods) = await Source(null, cancel);
        var evaluation = new ForecastEvaluation(definition.Horizon, definition.Origins, definition.OriginStep) { SeasonLength = SeasonLength };
        if (periods <= definition.Horizon)
        {
            var why = new ShortHistoryException(_shape.Step, periods, evaluation.NeededPeriods, definition.Horizon, definition.Origins).Message;
            return new(new Dictionary<string, double> { ["series"] = forecaster.Series.Count, ["origins"] = 0 }, $"not scored: {why}", []);
        }
        var (scores, naive) = await Engine.TrainAsync(sql, reader, new Scorer(evaluation, forecaster.Options, SeasonalNaive), progress, cancel);
        var metrics = new Dictionary<string, double>
        {
            ["itemsMase"] = scores.Mase,
            ["itemsSmape"] = scores.Smape,
            ["coverage80"] = scores.Coverage,
            ["series"] = scores.Series.Count,
            ["seasonalNaiveItemsMase"] = naive.Mase,
            ["origins"] = scores.Origins,
        };
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"MASE of {scores.Series.Count} series {scores.Mase:F3} (seasonal naive {naive.Mase:F3}), sMAPE {scores.Smape:F1}, {forecaster.Options.Level:P0} intervals cover {scores.Coverage:P1}");
        if (scores.Total is { } total)
        {
            metrics["turnoverMase"] = total.Mase;
            metrics["seasonalNaiveTurnoverMase"] = naive.Total!.Mase;
            summary += string.Create(CultureInfo.InvariantCulture, $"; MASE of the total {total.Mase:F3} (seasonal naive {naive.Total.Mase:F3})");
        }
        if (scores.Origins < definition.Origins)
            summary += $"; from {scores.Origins} of {definition.Origins} origins, since the table has {_shape.Step.Count(periods)} and all need {evaluation.NeededPeriods}";
        return new(metrics, summary + Missing(reader.WithoutValue), []) { Units = new("days ahead", scores.Steps), Baseline = naive.Mase };
    }

    static string Words(SeriesShape shape) => $"{shape.Step} ({shape.Aggregate.ToString().ToLowerInvariant()}, {shape.Missing.ToString().ToLowerInvariant()} without rows)";

    int SeasonLength => definition.Options.For(_shape.Step).SeasonLength!.Value;

    string Missing(int withoutValue) => withoutValue == 0 ? ""
        : $"; missing: {_shape.Step.Count(withoutValue)} of {definition.Series} whose rows have no {definition.Value}";

    /// <summary>The baseline: each step as the same one of the season before, without intervals.</summary>
    Forecast SeasonalNaive(double[] values, DailyTable before)
    {
        var naive = new SeasonalNaiveForecaster(SeasonLength);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) naive.Skip();
            else naive.Observe(value);
        }
        var means = new double[definition.Horizon];
        naive.Predict(means);
        return new(before.StartOf(values.Length), _shape.Step, definition.Options.Level, means, means, means);
    }

    /// <summary>
    /// The largest series, largest first, and the total, from the table's first step to its last whole one or the one before the cut. Rows are gathered by
    /// day and, for steps that are shorter, by the largest parts of a day that make up a step.
    /// </summary>
    async Task<(string Sql, SeriesReader Reader, int Periods)> Source(DateOnly? before, CancellationToken cancel)
    {
        var (series, value, time) = (RuleSql.Name(definition.Series), RuleSql.Name(definition.Value), RuleSql.Name(Table.Time));
        var (first, last) = await Steps(before, cancel);
        var end = _shape.Step.StartOf(last + 1);
        var rows = string.Create(CultureInfo.InvariantCulture,
            $"{Rows()} and ({Day} < date '{end:yyyy-MM-dd}' or ({Day} = date '{end:yyyy-MM-dd}' and {Second} < {end.TimeOfDay.TotalSeconds}))");
        var aggregate = _shape.Aggregate switch
        {
            SeriesAggregate.Count => $"count({value})",
            SeriesAggregate.Min => $"min({value})",
            SeriesAggregate.Max => $"max({value})",
            SeriesAggregate.Last => $"max_by({value}, {time}) filter (where {value} is not null)",
            _ => $"sum({Exact(value)})",
        };
        var size = _shape.Aggregate == SeriesAggregate.Sum ? "value" : "known";
        var sql = $"""
            with parts as (select {series} as key, {Day} as day, {Second} as second, coalesce({aggregate}::double, 0) as value, count({value})::double as known
                           {rows} and {series} is not null group by all),
                 largest as (select key, sum({size}) as total from parts group by key order by total desc, key limit {definition.Top}),
                 shown as (select key, day, second, value, known, total from parts join largest using (key)
                     {TotalSql(rows)})
            select key, day, second, value, known from shown order by total desc, key, day, second
            """;
        var periods = checked((int)(last - first + 1));
        return (sql, new SeriesReader(_shape, first, periods), periods);
    }

    string TotalSql(string rows) => definition.Total is { } total
        ? $"union all select null, {Day}, {Second}, coalesce(sum({Exact(RuleSql.Name(total))})::double, 0), 1::double, 0::double {rows} group by all"
        : "";

    /// <summary>The first and the last step that is whole and before the cut.</summary>
    async Task<(long First, long Last)> Steps(DateOnly? before, CancellationToken cancel)
    {
        long first = long.MaxValue, last = long.MinValue;
        await foreach (var batch in Engine.QueryAsync($"select {Day} as day, min({Second}) as first, max({Second}) as last {Rows()} group by all", cancel))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                first = Math.Min(first, SeriesReader.IndexOf(_shape.Step, batch.Days("day")[row], batch.Doubles("first")[row]));
                last = Math.Max(last, SeriesReader.IndexOf(_shape.Step, batch.Days("day")[row], batch.Doubles("last")[row]));
            }
        }
        if (first > last) throw new TableException($"model {definition.Name}: no row of table {Table.Name} satisfies its conditions (where)");
        last -= definition.IncompleteDays;
        if (before is { } cut) last = Math.Min(last, _shape.Step.IndexOf(cut.ToDateTime(default)) - 1);
        if (last >= first) return (first, last);
        var (from, to) = (_shape.Step.Text(_shape.Step.StartOf(first)), _shape.Step.Text(_shape.Step.StartOf(last)));
        throw new TableException($"model {definition.Name}: no row lies between {from} and {to}; look at trainBefore and incompleteDays");
    }

    string Day => $"{RuleSql.Name(Table.Time)}::date";

    /// <summary>Seconds from midnight to the part of the day that holds a row's time; 0 where steps are days or longer.</summary>
    string Second
    {
        get
        {
            var part = _shape.Step.Months > 0 ? SecondsOfDay : Gcd(_shape.Step.Seconds, SecondsOfDay);
            if (part == SecondsOfDay) return "0::double";
            var time = RuleSql.Name(Table.Time);
            var second = $"(extract(hour from {time}) * 3600 + extract(minute from {time}) * 60 + extract(second from {time}))";
            return string.Create(CultureInfo.InvariantCulture, $"(floor({second} / {part}) * {part})::double");
        }
    }

    static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    // Sums of doubles depend on the order in which threads add; these do not, so that the same table gives the same model.
    static string Exact(string column) => $"{column}::decimal(38, 9)";

    /// <summary>The evaluation, of the forecaster and of its baseline, as a program for the ranks.</summary>
    sealed class Scorer(ForecastEvaluation evaluation, ForecasterOptions options, Func<double[], DailyTable, Forecast> baseline)
        : ITrainer<DailyTable, (ForecastScores Scores, ForecastScores Naive)>
    {
        public (ForecastScores Scores, ForecastScores Naive) Train(DailyTable rows, Training training) => (
            evaluation.Run(rows, options, training.Gang, training.Progress, training.Cancel),
            evaluation.Run(rows, before => values => baseline(values, before), training.Gang, null, training.Cancel));
    }
}
