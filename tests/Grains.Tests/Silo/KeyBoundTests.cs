using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Grains.Api;
using DistributedML.Grains.Silo;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>A shard that has as many keys as it may.</summary>
public sealed class KeyBoundTests : IDisposable
{
    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_the_bound_known_keys_are_learned_and_new_ones_are_dead_letters_until_there_is_room()
    {
        await using (var silo = await Start("bound", maxKeys: 3))
        {
            // All in one read: the fourth key is one too many, whatever else is in its batch.
            await Produce(silo, "bound.pumps", ["p1", "p2", "p1", "p3", "p4", "p2", "p5", "p4", "p3"]);
            await Shop.WaitFor(silo.Deployments, 9);
            var shard = Assert.Single(await Shop.All(silo.Deployments));
            Assert.Equal((6, 3, 3), (shard.Events, shard.DeadLetters, shard.Keys));
            Assert.Equal("the shard keeps 3 keys, as many as stream 'pumps' allows (maxKeys: 3); events of new keys go to the dead letters", shard.Error);
            using var client = new HttpClient();
            using var ready = await client.GetAsync(new Uri(silo.Address, "health/ready"), Cancel);
            Assert.Equal(503, (int)ready.StatusCode);
            Assert.Contains("maxKeys: 3", await ready.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.Equal(["p1", "p2", "p3"], (await silo.Deployments.SampleKeys("pumps", 10)).Order());
        }
        await using var more = await Start("bound", maxKeys: 4);
        Assert.Null(Assert.Single(await Shop.All(more.Deployments)).Error);
        await Produce(more, "bound.pumps", ["p6", "p1"], from: 100);
        await Shop.Until(more.Deployments, shards => shards.Single() is { Keys: 4, Events: 8 });
    }

    [Fact]
    public async Task Which_keys_are_refused_does_not_depend_on_how_events_are_cut_into_batches()
    {
        var keys = Enumerable.Range(0, 400).Select(i => $"p{i * 7 % 61 % (1 + i / 4)}").ToArray();
        var hashes = new List<string>();
        foreach (var batchEvents in (int[])[1, 7, 256])
        {
            await using var silo = await Start($"cut{batchEvents}", maxKeys: 20, batchEvents);
            await Produce(silo, $"cut{batchEvents}.pumps", keys);
            await Shop.WaitFor(silo.Deployments, keys.Length);
            var shard = Assert.Single(await Shop.All(silo.Deployments));
            Assert.Equal(20, shard.Keys);
            hashes.Add($"{shard.Events} {shard.DeadLetters} {await silo.Deployments.StateHash("pumps")}");
        }
        Assert.Single(hashes.Distinct());
    }

    public void Dispose() => _work.Dispose();

    Task<DmlSilo> Start(string name, int maxKeys, int batchEvents = 256) => DmlSilo.StartAsync(new()
    {
        Pipeline = PipelineFile.Parse($$"""
            name: fuel
            source: { files: "*.csv", columns: { id: string, ts: timestamp, pump: string, litres: double } }
            table: { name: sales, id: id, time: ts, columns: { id: string, ts: timestamp, pump: string, litres: double } }
            streams: { pumps: { topic: {{name}}.pumps, key: pump, partitions: 1, maxKeys: {{maxKeys}} } }
            models: { odd: { kind: anomaly-detector, stream: pumps, key: pump, amount: litres } }
            """, "p.yaml", ModelKinds.Standard.All),
        WorkFolder = Path.Combine(_work.Path, name),
        KafkaHome = null,
        Api = new ApiOptions { Url = "http://127.0.0.1:0", Token = null },
        Shards = new() { BatchEvents = batchEvents },
    }, Cancel);

    static async Task Produce(DmlSilo silo, string topic, string[] keys, int from = 0)
    {
        using var producer = Producers.Create(silo.Broker.Bootstrap, 1 << 20);
        await Task.WhenAll(keys.Select((key, i) => new JsonObject { ["id"] = $"e{from + i}", ["ts"] = $"2025-01-01T{i / 60:00}:{i % 60:00}:00", ["pump"] = key, ["litres"] = 20 + i % 5 })
            .Select(json => producer.ProduceAsync(topic, new() { Key = Encoding.UTF8.GetBytes((string)json["pump"]!), Value = Encoding.UTF8.GetBytes(json.ToJsonString()) }, Cancel)));
    }
}
