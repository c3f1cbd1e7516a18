using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Grains.Api;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Silo;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>A small shop's events from a seed, and silos on the Online Retail pipeline that learn from them.</summary>
static class Shop
{
    public static readonly DateOnly FirstDay = new(2011, 6, 1);

    /// <summary>The pipeline, with topics of the caller's own so that tests can share a broker.</summary>
    public static Pipeline Pipeline(string topics)
    {
        var pipeline = ModelKinds.Standard.ReadPipeline(Path.Combine(Root(), "jobs", "pipelines", "online-retail.yaml"));
        return pipeline with { Streams = [.. pipeline.Streams.Select(stream => stream with { Topic = $"{topics}.{stream.Name}" })] };
    }

    public static SiloOptions Options(string work, string topics) => new()
    {
        Pipeline = Pipeline(topics),
        WorkFolder = work,
        KafkaHome = null,
        Api = new ApiOptions { Url = "http://127.0.0.1:0", Token = null },
    };

    /// <summary>Rows in order of time, some of them without customer and some that the models' conditions leave out.</summary>
    public static List<ShopRow> Rows(int count, int perDay = 400, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new List<ShopRow>(count);
        for (var i = 0; i < count; i++)
        {
            var time = FirstDay.AddDays(i / perDay).ToDateTime(new TimeOnly(8, 0)).AddSeconds(i % perDay * 80);
            var customer = random.Next(5) == 0 ? null : (12_000 + random.Next(300)).ToString(CultureInfo.InvariantCulture);
            var item = random.Next(40) == 0 ? "POST" : (20_000 + random.Next(200)).ToString(CultureInfo.InvariantCulture);
            var quantity = random.Next(30) == 0 ? -random.Next(1, 5) : random.Next(500) == 0 ? 5_000 : random.Next(1, 24);
            rows.Add(new(string.Create(CultureInfo.InvariantCulture, $"{500_000 + i / 5}-{i % 5}"), (500_000 + i / 5).ToString(CultureInfo.InvariantCulture), item, quantity, time, 1.25, customer));
        }
        return rows;
    }

    /// <summary>Waits until the silo has applied as many events, dead letters counted too, and stored all.</summary>
    public static async Task WaitFor(IDeployments deployments, long events, double seconds = 60)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        IReadOnlyList<ShardStatus> shards;
        do
        {
            Assert.True(DateTime.UtcNow < deadline, $"{events} events were not applied within {seconds} s: {string.Join(' ', await All(deployments))}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
            shards = await All(deployments);
        }
        while (shards.Sum(Read) < events || shards.Any(shard => shard.CheckpointOffset < shard.Offset));
        Assert.Equal(events, shards.Sum(Read));
    }

    /// <summary>Waits until the shards are as they should be.</summary>
    public static async Task Until(IDeployments deployments, Func<IReadOnlyList<ShardStatus>, bool> holds, double seconds = 60)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (!holds(await All(deployments)))
        {
            Assert.True(DateTime.UtcNow < deadline, $"not so within {seconds} s: {string.Join(' ', await All(deployments))}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    static long Read(ShardStatus shard) => shard.Events + shard.DeadLetters + shard.Duplicates + shard.HeldEvents;

    public static async Task<IReadOnlyList<ShardStatus>> All(IDeployments deployments)
    {
        var all = new List<ShardStatus>();
        foreach (var name in deployments.Names) all.AddRange(await deployments.GetStatus(name));
        return all;
    }

    public static async Task<string[]> Hashes(DmlSilo silo)
    {
        var hashes = new List<string>();
        foreach (var deployment in silo.Runtime.Deployments)
            foreach (var shard in deployment.Shards) hashes.Add($"{shard} {await silo.Grains.GetGrain<IShardGrain>(shard.ToString()).StateHash()}");
        return [.. hashes];
    }

    public static long EventsOf(IReadOnlyCollection<ShopRow> rows) => rows.Count + rows.Count(row => row.Customer is not null);

    public static Task<ReplayReport> Replay(DmlSilo silo, IEnumerable<ShopRow> rows, ReplayOptions? options = null) =>
        Replayer.RunAsync(silo.Broker.Bootstrap, silo.Runtime.Pipeline, rows.Select(row => row.ToEvent()),
            options ?? new() { MaxLagBytes = silo.Broker.BytesPerPartition * 3 / 4 ?? 0 }, cancel: TestContext.Current.CancellationToken);

    /// <summary>The answer of a deployed model; null when it does not know the key.</summary>
    public static async Task<JsonNode?> Ask(DmlSilo silo, string model, string query, string key, params double[] numbers)
    {
        var asked = silo.Deployments.Models.First(one => one.Name == model);
        return await silo.Deployments.Ask(asked, asked.Kind.Queries.First(one => one.Name == query), key, numbers) is { } json ? JsonNode.Parse(json) : null;
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DistributedML.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

/// <summary>A line of an invoice.</summary>
sealed record ShopRow(string Id, string Invoice, string Item, int Quantity, DateTime Time, double Price, string? Customer, string Country = "France")
{
    public bool IsSale => Quantity >= 1 && Item.Length == 5;

    public string Json => string.Create(CultureInfo.InvariantCulture, $$"""
        {"id":"{{Id}}","invoice":"{{Invoice}}","item":"{{Item}}","description":"a thing","quantity":{{Quantity}},"time":"{{Time:s}}","price":{{Price}},"customer":{{(Customer is null ? "null" : $"\"{Customer}\"")}},"country":"{{Country}}","amount":{{Quantity * Price}},"cancelled":false,"repeated":false}
        """);

    public ReplayEvent ToEvent() => new(Encoding.UTF8.GetBytes(Json), Time, [Customer, Item]);
}
