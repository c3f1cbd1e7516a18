using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DistributedML.Tests.Jobs.Commands;

public partial class ServingTests
{
    [Fact]
    public async Task A_silo_learns_what_is_replayed_answers_queries_and_follows_promotions()
    {
        using var work = new TemporaryWork();
        using (var demo = await DmlProcess.Run(work.Demo())) Assert.True(demo.ExitCode == 0, demo.Error);
        using (var trained = await DmlProcess.Run("train", "--model", "recommender", "--fresh", "--work", work.Path)) Assert.True(trained.ExitCode == 0, trained.Error);
        File.Delete(Path.Combine(work.Path, "state.db"));   // a deployment that begins with the champions' artifacts

        using var serve = DmlProcess.Start("serve", "--listen", "http://127.0.0.1:0", "--work", work.Path);
        await serve.Says("Ctrl-C stops");
        var server = PageAddress().Match(serve.Error).Groups[1].Value;
        var before = await Applied(server);

        using (var replay = await DmlProcess.Run("replay", "--work", work.Path, "--to", "2011-09-20", "--json"))
        {
            Assert.True(replay.ExitCode == 0, replay.Error);
            var sent = JsonNode.Parse(replay.Output)!["replay"]!["events"]!.GetValue<long>();
            await Until(async () => await Applied(server) - before == sent);

            using var again = await DmlProcess.Run("replay", "--work", work.Path, "--to", "2011-09-20", "--resume", "--json");
            Assert.True(again.ExitCode == 0, again.Error);
            Assert.Equal(0, JsonNode.Parse(again.Output)!["replay"]!["events"]!.GetValue<long>());
        }

        var items = (await Ask(server, "recommendations", await AnyKey(server, "customers"), "--count", "3"))["items"]!.AsArray();
        Assert.Equal(3, items.Count);
        var forecast = await Ask(server, "forecast", await AnyKey(server, "items"), "--horizon", "5");
        Assert.Equal(5, forecast["points"]!.AsArray().Count);
        var scored = await Ask(server, "score", """{"id":"x-1","invoice":"900000","item":"ITEM","quantity":99999,"time":"2011-09-21T12:00:00","price":2.5,"amount":249997.5,"country":"United Kingdom"}""".Replace("ITEM", items[0]!["item"]!.GetValue<string>()));
        Assert.True(scored["anomalous"]!.GetValue<bool>(), scored.ToJsonString());
        await Ask(server, "alerts");
        var shards = (await Ask(server, "status", "items"))["shards"]!.AsArray();
        Assert.All(shards, shard => Assert.Null(shard!["error"]));

        serve.Interrupt();
        Assert.True(await serve.Ended() == 0, serve.Error);
        Assert.False(File.Exists(Path.Combine(work.Path, "serving.json")));
    }

    static async Task<JsonNode> Ask(string server, params string[] query)
    {
        using var answer = await DmlProcess.Run(["query", .. query, "--server", server, "--json"]);
        Assert.True(answer.ExitCode == 0, answer.Error);
        return JsonNode.Parse(answer.Output)!;
    }

    static async Task<long> Applied(string server)
    {
        using var client = new HttpClient();
        var deployments = JsonNode.Parse(await client.GetStringAsync($"{server}api/deployments"))!["deployments"]!.AsArray();
        return deployments.SelectMany(deployment => deployment!["shards"]!.AsArray()).Sum(shard => shard!["events"]!.GetValue<long>());
    }

    static async Task Until(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 600, "it did not come true within a minute");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    static async Task<string> AnyKey(string server, string deployment)
    {
        using var client = new HttpClient();
        return JsonNode.Parse(await client.GetStringAsync($"{server}api/keys/{deployment}?count=1"))!["keys"]![0]!.GetValue<string>();
    }

    [GeneratedRegex(@"page\s+(http://\S+)")]
    private static partial Regex PageAddress();
}
