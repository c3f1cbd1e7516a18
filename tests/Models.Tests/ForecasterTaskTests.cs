using DistributedML.Engines;
using DistributedML.Learning.Forecasting;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Models;

/// <summary>How rows of a table become series of any step.</summary>
public sealed class ForecasterTaskTests : IAsyncDisposable
{
    readonly LocalEngine _engine = new(Directory.CreateTempSubdirectory("forecaster").FullName);   // deletes its folder

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>Readings at 8:05, 8:20, 8:40 (5, 2, 9), none from 9 to 10, a null at 10:30, and 4 at 11:59; the hour from 12 on is not whole.</summary>
    [Theory]
    [InlineData("hour", "sum", null, new double[] { 16, 0, double.NaN, 4 })]
    [InlineData("hour", "count", null, new double[] { 3, 0, double.NaN, 1 })]
    [InlineData("hour", "mean", null, new double[] { 16.0 / 3, double.NaN, double.NaN, 4 })]
    [InlineData("hour", "last", "carried", new double[] { 9, 9, double.NaN, 4 })]
    [InlineData("hour", "min", "zero", new double[] { 2, 0, double.NaN, 4 })]
    [InlineData("2 hours", "max", null, new double[] { 9, 4 })]
    [InlineData("90 minutes", "mean", null, new double[] { 16.0 / 3, double.NaN, 4 })]
    [InlineData("20 minutes", "sum", "missing", new double[] { 5, 2, 9, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 4 })]
    public async Task Rows_become_a_value_for_each_step(string step, string aggregate, string? missing, double[] values)
    {
        await Table("('1', timestamp '2025-03-03 08:05:00', 'a', 5)", "('2', timestamp '2025-03-03 08:20:00', 'a', 2)", "('3', timestamp '2025-03-03 08:40:00', 'a', 9)",
            "('4', timestamp '2025-03-03 10:30:00', 'a', null)", "('5', timestamp '2025-03-03 11:59:59.9', 'a', 4)", "('6', timestamp '2025-03-03 12:00:00', 'a', 7)");
        var trained = await Train($"step: {step}, aggregate: {aggregate}, incompleteDays: 1{(missing is null ? "" : $", missing: {missing}")}");
        Assert.Equal(values, trained.Series["a"].History(trained.TrainedBefore).Values);
        Assert.Equal(SeriesStep.Parse(step), trained.Shape.Step);
    }

    [Fact]
    public async Task Months_are_the_calendars_and_the_total_is_a_sum()
    {
        await Table("('1', timestamp '2025-01-31 23:59:59', 'a', 5)", "('2', timestamp '2025-02-01 00:00:00', 'a', 2)", "('3', timestamp '2025-03-31 12:00:00', 'b', 9)",
            "('4', timestamp '2025-03-01 12:00:00', 'a', -4)");
        var trained = await Train("step: month, aggregate: min, total: value");
        Assert.Equal([5, 2, -4], trained.Series["a"].History(trained.TrainedBefore).Values);
        Assert.Equal([double.NaN, double.NaN, 9], trained.Series["b"].History(trained.TrainedBefore).Values);
        Assert.Equal([5, 2, 5], trained.Total!.History(trained.TrainedBefore).Values);
        Assert.Equal(new DateTime(2025, 4, 1), trained.TrainedBefore);
    }

    /// <summary>A freezer's temperatures: below zero, two degrees warmer on Saturdays.</summary>
    [Fact]
    public async Task Temperatures_below_zero_are_forecast_and_scored()
    {
        await Sql("select day::varchar as id, timestamp '2025-01-01' + to_days(day::integer) as ts, 'chest' as key, -18 + (case when (day + 3) % 7 = 6 then 2 else 0 end) + 0.3 * sin(day * day) as value from range(300) t(day)");
        var (evaluation, trained) = await Evaluate("aggregate: mean");
        Assert.InRange(evaluation.Metrics["itemsMase"], 0, evaluation.Metrics["seasonalNaiveItemsMase"]);
        Assert.InRange(evaluation.Metrics["coverage80"], 0.6, 0.95);
        Assert.All(trained.Series["chest"].Predict(trained.TrainedBefore, 14, 0.8)!.Mean, mean => Assert.InRange(mean, -19, -15));
    }

    [Fact]
    public async Task Empty_cells_are_missing_and_counted()
    {
        await Sql("select day::varchar as id, timestamp '2025-01-01' + to_days(day::integer) as ts, 'west' as key, case when day between 50 and 59 then null else 30 + day % 5 end as value from range(200) t(day)");
        var (evaluation, trained) = await Evaluate("trainBefore: 2025-06-01");
        Assert.EndsWith("; missing: 10 days of key whose rows have no value", evaluation.Summary);
        Assert.Equal(141, trained.Series["west"].Forecaster.Values);
        Assert.All(trained.Series["west"].Predict(trained.TrainedBefore, 14, 0.8)!.Mean, mean => Assert.InRange(mean, 29, 35));
    }

    [Theory]
    [InlineData(3, 0, "not scored: the table has 3 days; the protocol (horizon 14, 5 origins) needs 71; shorten horizon, origins or originStep")]
    [InlineData(40, 2, "; from 2 of 5 origins, since the table has 40 days and all need 71")]
    public async Task A_short_history_is_scored_as_far_as_it_goes(int days, int origins, string said)
    {
        await Sql($"select day::varchar as id, timestamp '2025-05-01' + to_days(day::integer) as ts, 'soup' as key, 30 + day % 7 as value from range({days}) t(day)");
        var (evaluation, trained) = await Evaluate("");
        Assert.Equal(origins, evaluation.Metrics["origins"]);
        Assert.EndsWith(said, evaluation.Summary);
        Assert.Equal(days, trained.Series["soup"].Forecaster.Values);
    }

    Task Table(params string[] rows) => Sql($"select * from (values {string.Join(", ", rows)}) t(id, ts, key, value)");

    Task Sql(string select) => _engine.CreateTableAsync("readings", $"select id, ts::timestamp as ts, key, value::double as value from ({select})", Cancel);

    async Task<TrainedForecaster> Train(string keys) => (TrainedForecaster)await Job(keys).Train(null, Cancel);

    async Task<(Evaluation Evaluation, TrainedForecaster Trained)> Evaluate(string keys)
    {
        var job = Job(keys);
        var trained = await job.Train(null, Cancel);
        return (await job.Evaluate(trained, null, null, Cancel), (TrainedForecaster)trained);
    }

    ModelTask Job(string keys)
    {
        var columns = "{ id: string, ts: timestamp, key: string, value: double }";
        var pipeline = PipelineFile.Parse($$"""
            name: sensors
            source: { files: "*.csv", columns: {{columns}} }
            table: { name: readings, id: id, time: ts, columns: {{columns}} }
            models: { outlook: { kind: forecaster, series: key, value: value{{(keys == "" ? "" : ", " + keys)}} } }
            """, "sensors.yaml", ModelKinds.Standard.All);
        return ModelKinds.Standard.Of(pipeline.Models[0]).CreateTask(pipeline, pipeline.Models[0], _engine);
    }
}
