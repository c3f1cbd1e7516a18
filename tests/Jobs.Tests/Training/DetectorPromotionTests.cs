using DistributedML.Engines;
using DistributedML.Jobs.Training;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Registry;
using DistributedML.Tests.Jobs.Commands;

namespace DistributedML.Tests.Jobs.Training;

/// <summary>
/// A detector that was trained again takes over on evidence although nobody knows the anomalies, or says why not and how it can.
/// </summary>
public sealed class DetectorPromotionTests : IAsyncDisposable
{
    const string Columns = "{ id: string, ts: timestamp, meter: string, volts: double }";

    // Five meters, read hourly for 150 days: 230 V and twelve uniform numbers less 6, which is near a normal law.
    const string Readings = """
        select m || '-' || h as id, timestamp '2025-01-01' + to_hours(h) as ts, 's' || m as meter,
          230 + list_sum([hash(m * 1000000 + h * 12 + i) / 18446744073709551616 for i in range(12)]) - 6 as volts
        from range(5) meters(m), range(3600) hours(h) order by h, m
        """;

    readonly TemporaryWork _work = new();
    readonly ModelRegistry _registry;
    readonly LocalEngine _engine;

    public DetectorPromotionTests()
    {
        _registry = ModelRegistry.Open(_work.Path);
        _engine = new LocalEngine(Path.Combine(_work.Path, "tmp"));
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _registry.Dispose();
        _work.Dispose();
    }

    [Fact]
    public async Task One_that_finds_more_takes_over_an_equal_one_and_one_without_new_rows_do_not()
    {
        await _engine.CreateTableAsync("readings", Readings, Cancel);
        Assert.Equal("the first version", (await Train("trainBefore: 2025-01-04, ")).Decision);

        var calibrated = await Train("trainBefore: 2025-04-15, ");
        Assert.NotNull(calibrated.Moved);
        Assert.Matches("^better: detection 0[.]\\d+, odd v1 0[.]\\d+; mean gain .* over the same 46 days$", calibrated.Decision);
        Assert.Equal(calibrated.Decision, _registry.GetRun(calibrated.Version.RunId).Tags["promotion"]);

        var again = await Train("trainBefore: 2025-04-16, ");
        Assert.Null(again.Moved);
        Assert.StartsWith("not better by 1.645 standard errors: detection ", again.Decision);

        var whole = await Train("");
        Assert.Null(whole.Moved);
        Assert.Equal("its f1 is not known, since training saw all rows and nobody told the anomalies: say trainBefore, so that newer rows measure it. "
            + "To promote it all the same: dml models promote odd 4", whole.Decision);
        Assert.Equal(2, _registry.AliasVersion("odd", ModelAlias.Champion));
    }

    [Fact]
    public async Task One_that_hardly_ever_alerts_gives_way()
    {
        await _engine.CreateTableAsync("readings", Readings, Cancel);
        await Train("trainBefore: 2025-04-15, ", rate: 1e-12);
        var declared = await Train("trainBefore: 2025-04-15, ");
        Assert.StartsWith("better: detection ", declared.Decision);
    }

    Task<TrainingResult> Train(string cut, double rate = 1e-4)
    {
        var pipeline = PipelineFile.Parse($$"""
            name: volts
            source: { files: "*.csv", columns: {{Columns}} }
            table: { name: readings, id: id, time: ts, columns: {{Columns}} }
            models: { odd: { kind: anomaly-detector, key: meter, amount: volts, {{cut}}options: { bucketHours: 1, scale: linear,
                falseAlarmRate: {{rate}} } } }
            """, "volts.yaml", ModelKinds.Standard.All);
        return new ModelTraining(_registry, ModelKinds.Standard, "data").Run(pipeline, pipeline.Models[0], _engine, null, fresh: false,
            null, Cancel);
    }
}
