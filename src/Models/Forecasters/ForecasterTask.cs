using System.Globalization;
using DistributedML.Compute;
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
    public override Headline Headline => new("itemsMase", HigherIsBetter: false);

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (sql, reader) = await Source(definition.TrainBefore, cancel);
        return await Engine.TrainAsync(sql, reader, new ForecasterTrainer(definition.Options), progress, cancel);
    }

    public override async Task<Evaluation> Evaluate(
        IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (sql, reader) = await Source(null, cancel);
        var evaluation = new ForecastEvaluation(definition.Horizon, definition.Origins, definition.OriginStep) { SeasonLength = definition.Options.SeasonLength };
        var scores = await Score(training => rows => evaluation.Run(rows, definition.Options, training.Gang, training.Progress, training.Cancel), progress);
        var naive = await Score(
            training => rows => evaluation.Run(rows, before => values => SeasonalNaive(values, before.FirstDay), training.Gang, null, training.Cancel), null);
        var metrics = new Dictionary<string, double>
        {
            ["itemsMase"] = scores.Mase,
            ["itemsSmape"] = scores.Smape,
            ["coverage80"] = scores.Coverage,
            ["series"] = scores.Series.Count,
            ["seasonalNaiveItemsMase"] = naive.Mase,
        };
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"MASE of {scores.Series.Count} series {scores.Mase:F3} (seasonal naive {naive.Mase:F3}), sMAPE {scores.Smape:F1}, {definition.Options.Level:P0} intervals cover {scores.Coverage:P1}");
        if (scores.Total is { } total)
        {
            metrics["turnoverMase"] = total.Mase;
            metrics["seasonalNaiveTurnoverMase"] = naive.Total!.Mase;
            summary += string.Create(CultureInfo.InvariantCulture, $"; MASE of the total {total.Mase:F3} (seasonal naive {naive.Total.Mase:F3})");
        }
        return new(metrics, summary, []);

        Task<ForecastScores> Score(Func<Training, Func<DailyTable, ForecastScores>> run, IProgress<TrainingProgress>? reports) =>
            Engine.TrainAsync(sql, reader, new Scorer(run), reports, cancel);
    }

    /// <summary>The baseline: each day as the same day of the season before, without intervals.</summary>
    Forecast SeasonalNaive(double[] values, DateOnly firstDay)
    {
        var naive = new SeasonalNaiveForecaster(definition.Options.SeasonLength);
        foreach (var value in values) naive.Observe(value);
        var means = new double[definition.Horizon];
        naive.Predict(means);
        return new(firstDay.AddDays(values.Length), definition.Options.Level, means, means, means);
    }

    /// <summary>The daily sums of the largest series, largest first, and of the total, from the table's first day to its last whole one or the day before the cut.</summary>
    async Task<(string Sql, DailyTableReader Reader)> Source(DateOnly? before, CancellationToken cancel)
    {
        var day = $"{RuleSql.Name(Table.Time)}::date";
        var (series, value) = (RuleSql.Name(definition.Series), RuleSql.Name(definition.Value));
        var (first, last) = await Days(day, before, cancel);
        var rows = string.Create(CultureInfo.InvariantCulture, $"{Rows()} and {day} <= date '{last:yyyy-MM-dd}'");
        var sql = $"""
            with sums as (select {series} as key, {day} as day, sum({Exact(value)})::double as value {rows} and {series} is not null group by all),
                 largest as (select key, sum(value) as total from sums group by key order by total desc, key limit {definition.Top}),
                 shown as (select key, day, value, total from sums join largest using (key)
                     {TotalSql(day, rows)})
            select key, day, value from shown order by total desc, key, day
            """;
        return (sql, new DailyTableReader(first, last.DayNumber - first.DayNumber + 1));
    }

    string TotalSql(string day, string rows) => definition.Total is { } total
        ? $"union all select null, {day}, sum({Exact(RuleSql.Name(total))})::double, 0 {rows} group by {day}"
        : "";

    async Task<(DateOnly First, DateOnly Last)> Days(string day, DateOnly? before, CancellationToken cancel)
    {
        await foreach (var batch in Engine.QueryAsync($"select min({day}) as first, max({day}) as last {Rows()} having count(*) > 0", cancel))
        {
            if (batch.Length == 0) continue;
            var (first, last) = (EpochTime.Day(batch.Days("first")[0]), EpochTime.Day(batch.Days("last")[0]).AddDays(-definition.IncompleteDays));
            if (before is { } cut && cut.AddDays(-1) < last) last = cut.AddDays(-1);
            if (last < first)
                throw new TableException($"model {definition.Name}: no row lies between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}; look at trainBefore and incompleteDays");
            return (first, last);
        }
        throw new TableException($"model {definition.Name}: no row of table {Table.Name} satisfies its conditions (where)");
    }

    // Sums of doubles depend on the order in which threads add; these do not, so that the same table gives the same model.
    static string Exact(string column) => $"{column}::decimal(38, 9)";

    /// <summary>An evaluation as a program for the ranks.</summary>
    sealed class Scorer(Func<Training, Func<DailyTable, ForecastScores>> run) : ITrainer<DailyTable, ForecastScores>
    {
        public ForecastScores Train(DailyTable rows, Training training) => run(training)(rows);
    }
}
