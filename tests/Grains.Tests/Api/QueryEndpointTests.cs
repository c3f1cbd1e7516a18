using System.Net;
using CsCheck;

namespace DistributedML.Tests.Grains.Api;

public sealed class QueryEndpointTests
{
    [Fact]
    public async Task Parameters_left_out_take_their_defaults_and_others_arrive_as_sent()
    {
        await using var host = await ApiHost.Start();
        Assert.Equal(10, (await host.Get("/api/recommendations/13995")).Json["items"]!.AsArray().Count);
        Assert.Equal(3, (await host.Get("/api/recommendations/13995?count=3")).Json["items"]!.AsArray().Count);

        List<(string, int, double)> asked = [];
        var answer = host.Deployments.OnForecast;
        host.Deployments.OnForecast = (series, horizon, level) =>
        {
            asked.Add((series, horizon, level));
            return answer(series, horizon, level);
        };
        await host.Get("/api/forecasts/20726");
        await host.Get("/api/forecasts/85123A?horizon=365&level=0.955");
        Assert.Equal([("20726", 14, 0.8), ("85123A", 365, 0.955)], asked);

        List<int> counts = [];
        host.Deployments.OnAlerts = count =>
        {
            counts.Add(count);
            return [];
        };
        await host.Get("/api/alerts");
        await host.Get("/api/alerts?count=1000");
        Assert.Equal([50, 1000], counts);
        Assert.Equal(20, (await host.Get("/api/keys/items")).Json["keys"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("/api/recommendations/u?count=0", "count", "count is 0; expected a whole number from 1 to 100.")]
    [InlineData("/api/recommendations/u?count=101", "count", "count is 101; expected a whole number from 1 to 100.")]
    [InlineData("/api/recommendations/u?count=ten", "count", "count is ten; expected a whole number from 1 to 100.")]
    [InlineData("/api/recommendations/u?count=2.5", "count", "count is 2.5; expected a whole number from 1 to 100.")]
    [InlineData("/api/recommendations/u?count=", "count", "count is empty; expected a whole number from 1 to 100.")]
    [InlineData("/api/recommendations/u?count=1&count=2", "count", "count is 1,2; expected a whole number from 1 to 100.")]
    [InlineData("/api/recommendations/u?cuont=5", "cuont", "The query has no parameter 'cuont'; it has count.")]
    [InlineData("/api/forecasts/s?horizon=366", "horizon", "horizon is 366; expected a whole number from 1 to 365.")]
    [InlineData("/api/forecasts/s?horizon=-1", "horizon", "horizon is -1; expected a whole number from 1 to 365.")]
    [InlineData("/api/forecasts/s?horizon=99999999999999999999", "horizon", "horizon is 99999999999999999999; expected a whole number from 1 to 365.")]
    [InlineData("/api/forecasts/s?level=1", "level", "level is 1; expected a number from 0.01 to 0.999.")]
    [InlineData("/api/forecasts/s?level=NaN", "level", "level is NaN; expected a number from 0.01 to 0.999.")]
    [InlineData("/api/forecasts/s?level=0,8", "level", "level is 0,8; expected a number from 0.01 to 0.999.")]
    [InlineData("/api/alerts?count=1001", "count", "count is 1001; expected a whole number from 1 to 1000.")]
    [InlineData("/api/keys/items?count=0", "count", "count is 0; expected a whole number from 1 to 1000.")]
    [InlineData("/api/deployments?all=1", "all", "The query has no parameter 'all'; it has none.")]
    public async Task A_wrong_parameter_is_named_with_its_value_and_what_was_expected(string path, string parameter, string detail)
    {
        await using var host = await ApiHost.Start();
        var reply = await host.Get(path);
        Assert.Equal(detail, reply.Problem(HttpStatusCode.BadRequest));
        Assert.Equal(parameter, (string)reply.Json["parameter"]!);
    }

    [Fact]
    public async Task A_key_may_hold_any_character()
    {
        await using var host = await ApiHost.Start();
        Assert.Equal(HttpStatusCode.OK, (await host.Get("/api/recommendations/a%09b%0Ac%2F%25%20%C3%A9")).Status);
    }

    [Fact]
    public async Task A_key_longer_than_512_characters_is_refused_without_repeating_it()
    {
        await using var host = await ApiHost.Start();
        Assert.DoesNotContain("xxx", (await host.Get("/api/recommendations/" + new string('x', 513))).Problem(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Get("/api/recommendations/" + new string('x', 512))).Status);
    }

    [Fact]
    public async Task Any_key_reaches_the_shard_as_it_was_sent()
    {
        await using var host = await ApiHost.Start();
        var printable = Gen.Char.Where(c => !char.IsSurrogate(c) && !char.IsControl(c));
        string[] odd = ["a/b", "a%2Fb", "a%252Fb", "//", "?x=1", "#", "a b", "+", "ü", "😀", "<script>", "\"'&", "%", "a;b", "..a"];
        await Gen.OneOf(Gen.Int[0, odd.Length - 1].Select(index => odd[index]), Gen.String[printable, 1, 40]).Where(key => key is not "." and not "..").SampleAsync(async key =>
        {
            var reply = await host.Get("/api/recommendations/" + Uri.EscapeDataString(key));
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(key, (string)reply.Json["user"]!);
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task Every_model_is_asked_by_its_name_and_the_old_addresses_are_those_of_the_first_of_a_kind()
    {
        await using var host = await ApiHost.Start();
        var models = (await host.Get("/api/models")).Json["models"]!.AsArray();
        Assert.Equal(["recommender", "forecaster", "anomalies"], models.Select(model => (string)model!["name"]!));
        Assert.Equal("/api/models/forecaster/forecasts/{key}", (string)(await host.Get("/api/models/forecaster")).Json["queries"]![0]!["address"]!);
        foreach (var (alias, address) in new[]
        {
            ("/api/recommendations/a%2Fb?count=3", "/api/models/recommender/recommendations/a%2Fb?count=3"),
            ("/api/forecasts/total?level=0.5", "/api/models/forecaster/forecasts/total?level=0.5"),
            ("/api/alerts?count=7", "/api/models/anomalies/alerts?count=7"),
        })
        {
            Assert.Equal((await host.Get(alias)).Text, (await host.Get(address)).Text);
        }
        Assert.Equal((await host.Post("/api/score", "{}")).Text, (await host.Post("/api/models/anomalies/score", "{}")).Text);
    }

    [Theory]
    [InlineData("/api/models/forecasts", "No deployed model is called 'forecasts'; did you mean 'forecaster'?")]
    [InlineData("/api/models/forcaster/forecasts/x", "No deployed model is called 'forcaster'; did you mean 'forecaster'?")]
    [InlineData("/api/models/forecaster/forcasts/x", "Model 'forecaster' has no query 'forcasts'; did you mean 'forecasts'?")]
    [InlineData("/api/models/forecaster/forecasts", "Query 'forecasts' is asked with a series: GET /api/models/forecaster/forecasts/SERIES.")]
    [InlineData("/api/models/anomalies/score/x", "Query 'score' is asked with an event in the body: POST /api/models/anomalies/score.")]
    public async Task What_no_model_answers_is_named(string path, string detail)
    {
        await using var host = await ApiHost.Start();
        Assert.Equal(detail, (await host.Get(path)).Problem(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Outputs_of_all_models_have_one_form()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnAlerts = _ => [new("a1", "e1", "k", new DateTime(2011, 9, 9, 8, 30, 0), "burst", 9, 1, 7.5, 0.25, "nine",
            new DateTime(2011, 9, 9, 8, 30, 0), null, 9)];
        Assert.Equal("""{"outputs":[{"id":"a1","eventId":"e1","model":"anomalies","key":"k","time":"2011-09-09T08:30:00","kind":"burst","payload":{"observed":9,"expected":1,"score":7.5,"probability":0.25,"evidence":"nine"}}]}""",
            (await host.Get("/api/outputs?count=5")).Text);
    }

    [Fact]
    public async Task A_series_that_nobody_knows_is_not_found_and_the_answer_says_where_keys_are()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnForecast = (_, _, _) => null;
        Assert.Equal("No series is called 'x'; GET /api/keys/items lists some that are known.", (await host.Get("/api/forecasts/x")).Problem(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_model_that_is_not_deployed_is_not_found()
    {
        await using var host = await ApiHost.Start(withModels: false);
        Assert.Contains("deploys no recommender", (await host.Get("/api/recommendations/u")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("deploys no forecaster", (await host.Get("/api/forecasts/s")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("deploys no anomaly detector", (await host.Get("/api/alerts")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("deploys no anomaly detector", (await host.Post("/api/score", "{}")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_and_scores_are_written_in_camel_case_with_times_as_the_data_has_them()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnAlerts = _ => [new("a1", "e1", "k", new DateTime(2011, 9, 9, 8, 30, 0), "burst", 9, 1, 7.5, 1e-9,
            "9 where 1 was expected", new DateTime(2011, 9, 9, 8, 40, 0), null, 9)];
        Assert.Equal("""{"alerts":[{"id":"a1","eventId":"e1","key":"k","time":"2011-09-09T08:30:00","kind":"burst","observed":9,"expected":1,"score":7.5,"probability":1E-09,"evidence":"9 where 1 was expected","peakTime":"2011-09-09T08:40:00","end":null,"events":9}]}""",
            (await host.Get("/api/alerts")).Text);
        Assert.Equal("""{"key":"20726","known":true,"anomalous":false,"score":0.5,"probability":0.6,"evidence":"as usual"}""",
            (await host.Post("/api/score", "{}")).Text);
    }

    [Fact]
    public async Task A_deployment_has_its_shards_and_their_sums_and_an_unknown_one_lists_those_that_exist()
    {
        await using var host = await ApiHost.Start();
        var deployment = (await host.Get("/api/deployments/items")).Json;
        Assert.Equal(2, deployment["shards"]!.AsArray().Count);
        Assert.Equal(3, (long)deployment["shards"]![0]!["lag"]!);
        Assert.Equal("""{"events":198,"eventsPerSecond":25,"lag":6,"deadLetters":2,"lateEvents":0,"knownEvents":0,"duplicates":0,"dropped":0,"outputs":0,"keys":10,"watermark":"2011-12-08T10:00:01"}""", deployment["totals"]!.ToJsonString());
        Assert.Equal("""["forecaster/forecasts","anomalies/alerts","anomalies/score"]""", deployment["answers"]!.ToJsonString());
        Assert.Equal("No deployment is called 'x'; there are: customers, items.", (await host.Get("/api/deployments/x")).Problem(HttpStatusCode.NotFound));
        Assert.Equal("No deployment is called 'x'; there are: customers, items.", (await host.Get("/api/keys/x")).Problem(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_lag_is_unknown_while_one_shard_does_not_know_its_end()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnStatus = name => [ScriptedDeployments.Shard(name, 0), ScriptedDeployments.Shard(name, 1) with { EndOffset = -1 }];
        Assert.Equal(-1, (long)(await host.Get("/api/deployments/items")).Json["totals"]!["lag"]!);
    }

    [Fact]
    public async Task A_deployment_that_does_not_answer_is_listed_with_its_error()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnStatus = name => name == "items" ? throw new TimeoutException("silo gone") : [ScriptedDeployments.Shard(name, 0)];
        var deployments = (await host.Get("/api/deployments")).Json["deployments"]!;
        Assert.True((bool)deployments[0]!["ready"]!);
        Assert.False((bool)deployments[1]!["ready"]!);
        Assert.Contains("silo gone", (string)deployments[1]!["error"]!, StringComparison.Ordinal);
    }
}
