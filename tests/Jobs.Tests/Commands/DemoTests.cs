using System.Text.Json.Nodes;

namespace DistributedML.Tests.Jobs.Commands;

public class DemoTests
{
    static readonly string[] Promised =
    [
        "etl.rowsIn", "etl.rowsOut", "etl.rowsQuarantined", "etl.rowsDropped", "etl.seconds",
        "recommender.users", "recommender.interactions", "recommender.ndcgAt10", "recommender.hitRateAt10", "recommender.popularityNdcgAt10", "recommender.trainSeconds",
        "forecaster.itemsMase", "forecaster.turnoverMase", "forecaster.coverage80", "forecaster.trainSeconds",
        "anomaly.precision", "anomaly.recall", "anomaly.alerts",
        "stream.events", "stream.eventsPerSecond", "stream.lag", "stream.deadLetters", "stream.queryP99Milliseconds",
        "totalSeconds", "peakResidentMegabytes",
    ];

    [Fact]
    public async Task The_demo_does_the_whole_job_and_a_second_run_redoes_nothing()
    {
        using var work = new TemporaryWork();
        using var first = await DmlProcess.Run(work.Demo());
        Assert.True(first.ExitCode == 0, first.Error);
        var figures = work.Figures;
        Assert.All(Promised, name => Assert.True(double.IsFinite(Number(figures, name)), $"{name} is no number"));
        Assert.Equal(Number(figures, "etl.rowsIn"), Number(figures, "etl.rowsOut") + Number(figures, "etl.rowsQuarantined") + Number(figures, "etl.rowsDropped"));
        Assert.True(Number(figures, "recommender.ndcgAt10") > Number(figures, "recommender.popularityNdcgAt10"));
        Assert.Equal(0, Number(figures, "stream.lag"));
        Assert.Equal(0, Number(figures, "stream.deadLetters"));
        Assert.True(Number(figures, "stream.sent") > 0);

        using var second = await DmlProcess.Run(work.Demo());
        Assert.True(second.ExitCode == 0, second.Error);
        var again = work.Figures;
        Assert.Equal(0, Number(again, "etl.filesRead"));
        Assert.Equal(3, second.Error.Split("(done before)").Length - 1);
        Assert.Equal(0, Number(again, "stream.sent"));
        Assert.Equal(Number(figures, "stream.events"), Number(again, "stream.events"));
        Assert.Equal(Number(figures, "stream.outputs"), Number(again, "stream.outputs"));
        Assert.Equal(Number(figures, "recommender.ndcgAt10"), Number(again, "recommender.ndcgAt10"));
    }

    [Fact]
    public async Task Killed_in_every_stage_it_ends_where_an_undisturbed_run_ends()
    {
        using var undisturbed = new TemporaryWork();
        using var whole = await DmlProcess.Run(undisturbed.Demo());
        Assert.True(whole.ExitCode == 0, whole.Error);

        using var work = new TemporaryWork();
        foreach (var stage in new[] { "data", "etl", "recommender", "forecaster", "anomalies", "silo", "stream" })
        {
            using var killed = DmlProcess.Start(work.Demo());
            await killed.Says($"{stage} ...");
            await Task.Delay(stage == "stream" ? 700 : 100, TestContext.Current.CancellationToken);
            killed.Kill();
            await killed.Ended();
        }
        using var last = await DmlProcess.Run(work.Demo());
        Assert.True(last.ExitCode == 0, last.Error);
        foreach (var name in new[] { "etl.rowsOut", "recommender.ndcgAt10", "forecaster.itemsMase", "anomaly.alerts", "stream.events", "stream.outputs", "stream.deadLetters" })
            Assert.Equal(Number(undisturbed.Figures, name), Number(work.Figures, name));
        Assert.Equal(undisturbed.Figures["stream"]!["stateHash"]!.GetValue<string>(), work.Figures["stream"]!["stateHash"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("etl")]
    [InlineData("recommender")]
    [InlineData("stream")]
    public async Task Interrupted_it_stops_cleanly_and_the_next_run_goes_on(string stage)
    {
        using var work = new TemporaryWork();
        using (var interrupted = DmlProcess.Start(work.Demo()))
        {
            await interrupted.Says($"{stage} ...");
            interrupted.Interrupt();
            Assert.Equal(130, await interrupted.Ended());
            Assert.Contains("cancelled", interrupted.Error);
            Assert.DoesNotContain(" at DistributedML.", interrupted.Error);
        }
        using var next = await DmlProcess.Run(work.Demo());
        Assert.True(next.ExitCode == 0, next.Error);
    }

    internal static double Number(JsonNode figures, string name)
    {
        var node = name.Split('.').Aggregate(figures, (node, part) => node?[part]!);
        return node is JsonValue value && value.TryGetValue<double>(out var number) ? number : double.NaN;
    }
}
