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
    const long SecondsOfDay = 86_400;
    readonly SeriesShape _shape = definition.Shape();
    int _withoutValue;

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
        var evaluation = new ForecastEvaluation(definition.Horizon, definition.Origins, definition.OriginStep) { SeasonLength = SeasonLength };
        if (table.Periods <= definition.Horizon) return NotScored(table, evaluation);
        var scores = Score((part, gang, stop) => evaluation.Run(part, definition.Options, gang, gang.Rank == 0 ? progress : null, stop));
        var naive = Score((part, gang, stop) => evaluation.Run(part, before => values => SeasonalNaive(values, before), gang, null, stop));
        var metrics = new Dictionary<string, double>
        {
            ["itemsMase"] = scores.Mase,
            ["itemsSmape"] = scores.Smape,
            ["coverage80"] = scores.Coverage,
            ["series"] = scores.Series.Count,
            ["seasonalNaiveItemsMase"] = naive.Mase,
            ["origins"] = scores.Origins,
        };
        var summary = string.Create(CultureInfo.InvariantCulture, $"MASE of {scores.Series.Count} series {scores.Mase:F3} (seasonal naive {naive.Mase:F3}), sMAPE {scores.Smape:F1}, {definition.Options.Level:P0} intervals cover {scores.Coverage:P1}");
        if (scores.Total is { } total)
        {
            metrics["turnoverMase"] = total.Mase;
            metrics["seasonalNaiveTurnoverMase"] = naive.Total!.Mase;
            summary += string.Create(CultureInfo.InvariantCulture, $"; MASE of the total {total.Mase:F3} (seasonal naive {naive.Total.Mase:F3})");
        }
        if (scores.Origins < definition.Origins)
            summary += $"; from {scores.Origins} of {definition.Origins} origins, since the table has {_shape.Step.Count(table.Periods)} and all need {evaluation.NeededPeriods}";
        return new(metrics, summary + Missing(), []);

        ForecastScores Score(Func<DailyTable, ICollective, CancellationToken, ForecastScores> run) =>
            ThreadGang.Run(Engine.Ranks, (gang, stop) => run(Share(table, gang.Rank, gang.Ranks), gang, stop), cancel)[0];
    }

    int SeasonLength => definition.Options.For(_shape.Step).SeasonLength!.Value;

    Evaluation NotScored(DailyTable table, ForecastEvaluation evaluation)
    {
        var why = new ShortHistoryException(_shape.Step, table.Periods, evaluation.NeededPeriods, definition.Horizon, definition.Origins).Message;
        return new(new Dictionary<string, double> { ["series"] = table.Series.Count, ["origins"] = 0 }, $"not scored: {why}{Missing()}", []);
    }

    string Missing() => _withoutValue == 0 ? ""
        : $"; missing: {_shape.Step.Count(_withoutValue)} of {definition.Series} whose rows have no {definition.Value}";

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

    /// <summary>Each rank takes every n-th series, since large and small ones stand next to each other.</summary>
    static DailyTable Share(DailyTable table, int rank, int ranks) =>
        table with { Series = [.. table.Series.Where((_, index) => index % ranks == rank)] };

    /// <summary>
    /// The largest series, largest first, from the table's first step to its last whole one or the one before the cut. Rows are gathered by day and, for steps that
    /// are shorter, by the largest parts of a day that make up a step.
    /// </summary>
    async Task<DailyTable> Load(DateOnly? before, CancellationToken cancel)
    {
        var (series, value, time) = (RuleSql.Name(definition.Series), RuleSql.Name(definition.Value), RuleSql.Name(Table.Time));
        var (first, last) = await Steps(before, cancel);
        var periods = checked((int)(last - first + 1));
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

        var values = new Dictionary<string, SteppedValues>(StringComparer.Ordinal);
        var sql = $"""
            with parts as (select {series} as key, {Day} as day, {Second} as second, coalesce({aggregate}::double, 0) as value, count({value})::double as known
                           {rows} and {series} is not null group by all),
                 largest as (select key, sum({size}) as total from parts group by key order by total desc, key limit {definition.Top})
            select key, day, second, value, known from parts join largest using (key) order by total desc, key, day, second
            """;
        await foreach (var batch in Engine.QueryAsync(sql, cancel))
        {
            var keys = batch.Texts("key");
            var (days, seconds, parts, known) = (batch.Days("day").ToArray(), batch.Doubles("second").ToArray(), batch.Doubles("value").ToArray(), batch.Doubles("known").ToArray());
            for (var row = 0; row < batch.Length; row++)
            {
                var key = keys.Text(row)!;
                if (!values.TryGetValue(key, out var column)) values.Add(key, column = new(_shape, periods));
                column.Add((int)(IndexOf(days[row], seconds[row]) - first), parts[row], (long)known[row]);
            }
        }
        _withoutValue = values.Values.Sum(column => column.WithoutValue);
        return new(_shape.Step.StartOf(first), periods, [.. values.Select(entry => new KeyedSeries(entry.Key, entry.Value.ToArray()))], await Total(rows, first, periods, cancel))
        {
            Shape = _shape,
        };
    }

    async Task<double[]?> Total(string rows, long first, int periods, CancellationToken cancel)
    {
        if (definition.Total is null) return null;
        var total = new double[periods];
        var sql = $"""
            select {Day} as day, {Second} as second, coalesce(sum({Exact(RuleSql.Name(definition.Total))})::double, 0) as value {rows}
            group by all order by day, second
            """;
        await foreach (var batch in Engine.QueryAsync(sql, cancel))
        {
            for (var row = 0; row < batch.Length; row++)
                total[IndexOf(batch.Days("day")[row], batch.Doubles("second")[row]) - first] += batch.Doubles("value")[row];
        }
        return total;
    }

    /// <summary>The first and the last step that is whole and before the cut.</summary>
    async Task<(long First, long Last)> Steps(DateOnly? before, CancellationToken cancel)
    {
        long first = long.MaxValue, last = long.MinValue;
        await foreach (var batch in Engine.QueryAsync($"select {Day} as day, min({Second}) as first, max({Second}) as last {Rows()} group by all", cancel))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                first = Math.Min(first, IndexOf(batch.Days("day")[row], batch.Doubles("first")[row]));
                last = Math.Max(last, IndexOf(batch.Days("day")[row], batch.Doubles("last")[row]));
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

    long IndexOf(int day, double second) => _shape.Step.IndexOf(EpochTime.Day(day).ToDateTime(default).AddSeconds(second));

    static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    // Sums of doubles depend on the order in which threads add; these do not, so that the same table gives the same model.
    static string Exact(string column) => $"{column}::decimal(38, 9)";
}
