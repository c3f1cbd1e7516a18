using System.Net;

namespace DistributedML.Tests.Grains.Api;

public sealed class HealthAndMetricsTests
{
    [Fact]
    public async Task Ready_means_that_every_shard_of_every_deployment_consumes()
    {
        await using var host = await ApiHost.Start();
        Assert.Equal("""{"status":"ready"}""", (await host.Get("/health/ready")).Text);
        Assert.Equal("""{"status":"live"}""", (await host.Get("/health/live")).Text);
    }

    [Fact]
    public async Task Not_ready_lists_what_does_not_consume_and_why_while_liveness_stays()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnStatus = name => name == "items"
            ? throw new TimeoutException("silo gone")
            : [ScriptedDeployments.Shard(name, 0), ScriptedDeployments.Shard(name, 1) with { Error = "the broker does not answer" }];
        var reply = await host.Get("/health/ready");
        Assert.Contains("2 of the shards", reply.Problem(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal("""[{"deployment":"customers","partition":1,"reason":"the broker does not answer"},{"deployment":"items","partition":null,"reason":"its shards do not answer: silo gone"}]""",
            reply.Json["notReady"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await host.Get("/health/live")).Status);
    }

    [Fact]
    public async Task A_silo_without_deployments_is_not_ready()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.Names = [];
        Assert.Contains("No deployment", (await host.Get("/health/ready")).Problem(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_what_the_shards_say_at_the_scrape()
    {
        await using var host = await ApiHost.Start();
        var name = $"metered-{Guid.NewGuid():N}";
        host.Deployments.Names = [name];
        host.Deployments.OnStatus = deployment => [ScriptedDeployments.Shard(deployment, 3) with { Error = "broken" }];
        await host.Get("/api/recommendations/u");
        var lines = (await host.Get("/metrics")).Text.Split('\n');
        IEnumerable<double> Values(string metric, string label) => lines
            .Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        double Value(string metric) => Assert.Single(Values(metric, $"deployment=\"{name}\",partition=\"3\""));

        Assert.Equal(99, Value("dml_events_applied_total"));
        Assert.Equal(1, Value("dml_events_dead_letters_total"));
        Assert.Equal(0, Value("dml_outputs_total"));
        Assert.Equal(3, Value("dml_shard_lag"));
        Assert.Equal(100, Value("dml_shard_offset"));
        Assert.Equal(90, Value("dml_shard_checkpoint_offset"));
        Assert.Equal(0, Value("dml_shard_consuming"));
        // Other tests of this process ask too, with other outcomes.
        Assert.True(Values("dml_query_duration_seconds_count", "query=\"recommendations\"").Sum() >= 1);
        Assert.Contains(lines, line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal));
    }
}
