using System.Text.Json.Nodes;
using DistributedML.Models.AnomalyDetectors;

namespace DistributedML.Tests.Grains.Api;

public sealed class LiveTests
{
    [Fact]
    public async Task The_stream_has_the_state_every_second_and_alerts_when_they_change()
    {
        await using var host = await ApiHost.Start();
        var alert = new AlertAnswer("a1", "e1", "k", new DateTime(2011, 9, 9), "burst", 9, 1, 7, 1e-9, "evidence", new DateTime(2011, 9,
            9), null, 9);
        List<AlertAnswer> alerts = [alert];
        host.Deployments.OnAlerts = _ => alerts;

        var cancel = TestContext.Current.CancellationToken;
        using var stream = new StreamReader(await host.Http.GetStreamAsync("/api/live", cancel));
        async Task<JsonNode> Next()
        {
            Assert.Equal("event: state", await stream.ReadLineAsync(cancel));
            var data = await stream.ReadLineAsync(cancel);
            Assert.StartsWith("data: ", data);
            Assert.Equal("", await stream.ReadLineAsync(cancel));
            return JsonNode.Parse(data!["data: ".Length..])!;
        }

        var first = await Next();
        Assert.Equal(198, (long)first["deployments"]![1]!["totals"]!["events"]!);
        Assert.Equal("a1", (string)Assert.Single(first["outputs"]!.AsArray())!["id"]!);
        Assert.Null((await Next())["outputs"]);
        alerts = [alert with { Id = "a2" }, alert];
        Assert.Equal(["a2", "a1"], (await Next())["outputs"]!.AsArray().Select(found => (string)found!["id"]!));
    }

    [Fact]
    public async Task A_listener_does_not_keep_the_silo_from_stopping()
    {
        var host = await ApiHost.Start();
        using var stream = await host.Http.GetStreamAsync("/api/live", TestContext.Current.CancellationToken);
        var stopping = System.Diagnostics.Stopwatch.StartNew();
        await host.Stop();
        Assert.True(stopping.Elapsed < TimeSpan.FromSeconds(5), $"stopping took {stopping.Elapsed}");
        await host.DisposeAsync();
    }
}
