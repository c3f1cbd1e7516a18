using System.Globalization;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Forecasting.Baselines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Models;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Training;

/// <summary>Fits a forecaster for each of the largest series and for their total, and scores it from rolling origins.</summary>
sealed class ForecasterJob(Pipeline pipeline, ForecasterDefinition definition, IEngine engine) : ModelJob(pipeline, engine)
{
    public override ModelDefinition Definition => definition;

    public override IReadOnlyList<string> Columns =>
        definition.Total is null ? [definition.Series, definition.Value, Table.Time] : [definition.Series, definition.Value, definition.Total, Table.Time];

    public override Headline Headline => new("itemsMase", HigherIsBetter: false);

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var table = await Load(definition.TrainBefore, cancel);
        var trainer = new ForecasterTrainer(definition.Options);
        return await Engine.TrainAsync(trainer, (rank, ranks) => Share(table, rank, ranks), progress, cancel);
    }

    public override IState Read(BinaryReader reader) => TrainedForecaster.Read(reader);

    public override async Task<Evaluation> Evaluate(IState trained, IReadOnlyList<InjectedAnomaly>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var table = await Load(null, cancel);
        var evaluation = new ForecastEvaluation(definition.Horizon, definition.Origins, definition.OriginStep) { SeasonLength = definition.Options.SeasonLength };
        var scores = Score((part, gang, stop) => evaluation.Run(part, definition.Options, gang, gang.Rank == 0 ? progress : null, stop));
        var naive = Score((part, gang, stop) => evaluation.Run(part, before => values => SeasonalNaive(values, before.FirstDay), gang, null, stop));
        var metrics = new Dictionary<string, double>
        {
            ["itemsMase"] = scores.Mase,
            ["itemsSmape"] = scores.Smape,
            ["coverage80"] = scores.Coverage,
            ["series"] = scores.Series.Count,
            ["seasonalNaiveItemsMase"] = naive.Mase,
        };
        var summary = string.Create(CultureInfo.InvariantCulture, $"MASE of {scores.Series.Count} series {scores.Mase:F3} (seasonal naive {naive.Mase:F3}), sMAPE {scores.Smape:F1}, {definition.Options.Level:P0} intervals cover {scores.Coverage:P1}");
        if (scores.Total is { } total)
        {
            metrics["turnoverMase"] = total.Mase;
            metrics["seasonalNaiveTurnoverMase"] = naive.Total!.Mase;
            summary += string.Create(CultureInfo.InvariantCulture, $"; MASE of the total {total.Mase:F3} (seasonal naive {naive.Total.Mase:F3})");
        }
        return new(metrics, summary, []);

        ForecastScores Score(Func<DailyTable, ICollective, CancellationToken, ForecastScores> run) =>
            ThreadGang.Run(Engine.Ranks, (gang, stop) => run(Share(table, gang.Rank, gang.Ranks), gang, stop), cancel)[0];
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

    /// <summary>Each rank takes every n-th series, since large and small ones stand next to each other.</summary>
    static DailyTable Share(DailyTable table, int rank, int ranks) =>
        table with { Series = [.. table.Series.Where((_, index) => index % ranks == rank)] };

    /// <summary>The daily sums of the largest series, largest first, from the table's first day to its last whole one or the day before the cut.</summary>
    async Task<DailyTable> Load(DateOnly? before, CancellationToken cancel)
    {
        var day = $"{RuleSql.Name(Table.Time)}::date";
        var (series, value) = (RuleSql.Name(definition.Series), RuleSql.Name(definition.Value));
        var (first, last) = await Days(day, before, cancel);
        var rows = string.Create(CultureInfo.InvariantCulture, $"{Rows()} and {day} <= date '{last:yyyy-MM-dd}'");
        var days = last.DayNumber - first.DayNumber + 1;

        var values = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var sql = $"""
            with sums as (select {series} as key, {day} as day, sum({Exact(value)})::double as value {rows} and {series} is not null group by all),
                 largest as (select key, sum(value) as total from sums group by key order by total desc, key limit {definition.Top})
            select key, day, value from sums join largest using (key) order by total desc, key, day
            """;
        await foreach (var batch in Engine.QueryAsync(sql, cancel))
        {
            var (keys, at, sums) = (batch.Texts("key"), batch.Days("day").ToArray(), batch.Doubles("value").ToArray());
            for (var row = 0; row < batch.Length; row++)
            {
                var key = keys.Text(row)!;
                if (!values.TryGetValue(key, out var column)) values.Add(key, column = new double[days]);
                column[EpochTime.Day(at[row]).DayNumber - first.DayNumber] = sums[row];
            }
        }
        double[]? total = null;
        if (definition.Total is not null)
        {
            total = new double[days];
            await foreach (var batch in Engine.QueryAsync($"select {day} as day, sum({Exact(RuleSql.Name(definition.Total))})::double as value {rows} group by all", cancel))
                for (var row = 0; row < batch.Length; row++)
                    total[EpochTime.Day(batch.Days("day")[row]).DayNumber - first.DayNumber] = batch.Doubles("value")[row];
        }
        return new(first, days, [.. values.Select(entry => new KeyedSeries(entry.Key, entry.Value))], total);
    }

    async Task<(DateOnly First, DateOnly Last)> Days(string day, DateOnly? before, CancellationToken cancel)
    {
        await foreach (var batch in Engine.QueryAsync($"select min({day}) as first, max({day}) as last {Rows()} having count(*) > 0", cancel))
        {
            if (batch.Length == 0) continue;
            var (first, last) = (EpochTime.Day(batch.Days("first")[0]), EpochTime.Day(batch.Days("last")[0]).AddDays(-definition.IncompleteDays));
            if (before is { } cut && cut.AddDays(-1) < last) last = cut.AddDays(-1);
            if (last < first) throw new TableException($"model {definition.Name}: no row lies between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}; look at trainBefore and incompleteDays");
            return (first, last);
        }
        throw new TableException($"model {definition.Name}: no row of table {Table.Name} satisfies its conditions (where)");
    }

    // Sums of doubles depend on the order in which threads add; these do not, so that the same table gives the same model.
    static string Exact(string column) => $"{column}::decimal(38, 9)";
}
