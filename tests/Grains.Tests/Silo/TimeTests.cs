using System.Text;
using DistributedML.Grains.Silo;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>What wrong dates, pauses and keys that are alone on their partition do to a deployment.</summary>
public sealed class TimeTests : IDisposable
{
    const string Item = "20001";
    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_that_agree_are_learned_although_the_first_event_of_all_was_of_1970()
    {
        await using var silo = await Start("old");
        await Send(silo, [Sale(new(1970, 1, 1)), .. Days(new(2024, 1, 1), 31)]);
        await Applied(silo, events: 32);
        Assert.Equal(31, (await History(silo)).Count(value => value == 1) + 1);   // the last day is not over
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59")]
    [InlineData("2199-01-01T00:00:00")]
    public async Task A_first_event_beyond_the_clock_is_a_dead_letter_and_the_others_are_learned(string wrong)
    {
        await using var silo = await Start("far");
        await Send(silo, [Sale(DateTime.Parse(wrong)), .. Days(new(2024, 1, 1), 31)]);
        await Applied(silo, events: 31, deadLetters: 1);
        Assert.Equal(0, (await Shop.All(silo.Deployments)).Sum(shard => shard.LateEvents));
        Assert.NotNull(await Shop.Ask(silo, "forecaster", "forecasts", "total", 7, 0.8));
    }

    [Fact]
    public async Task A_first_event_of_the_year_1_harms_no_answer()
    {
        await using var silo = await Start("first");
        await Send(silo, [Sale(new(1, 1, 1)), .. Days(new(2024, 1, 1), 31)]);
        await Applied(silo, events: 32);
        Assert.NotNull(await Shop.Ask(silo, "forecaster", "forecasts", Item, 7, 0.8));
        Assert.NotNull(await Shop.Ask(silo, "forecaster", "forecasts", "total", 7, 0.8));
        Assert.NotNull(await Shop.Ask(silo, "anomalies", "alerts", "", 5));
    }

    [Fact]
    public async Task One_event_eleven_months_ahead_waits_and_the_days_after_it_count()
    {
        await using var silo = await Start("ahead");
        await Send(silo, [.. Days(new(2024, 1, 1), 28), Sale(new(2025, 1, 20)), .. Days(new(2024, 1, 29), 31)]);
        await Applied(silo, events: 59);
        var shards = await Shop.All(silo.Deployments);
        Assert.Equal((1, 0), (shards.Sum(shard => shard.HeldEvents), shards.Sum(shard => shard.LateEvents)));
        Assert.Equal(Enumerable.Repeat(1.0, 56), (await History(silo)).TakeLast(56));
    }

    [Fact]
    public async Task An_event_that_waits_is_given_up_after_a_hundred_ordinary_ones_and_also_over_a_restart()
    {
        await using (var silo = await Start("alone"))
        {
            await Send(silo, [.. Days(new(2024, 1, 1), 28), Sale(new(2025, 1, 20)), .. Days(new(2024, 1, 29), 30)]);
            await Applied(silo, events: 58);
        }
        await using var restored = await Start("alone");
        await Send(restored, [.. Days(new(2024, 2, 28), 80)]);
        await Applied(restored, events: 138, deadLetters: 1);
        Assert.Equal(0, (await Shop.All(restored.Deployments)).Sum(shard => shard.HeldEvents));
    }

    [Fact]
    public async Task A_pause_of_weeks_loses_no_event()
    {
        await using var silo = await Start("pause");
        await Send(silo, [.. Days(new(2024, 1, 1), 10), .. Days(new(2024, 3, 1), 10)]);
        await Applied(silo, events: 20);
    }

    [Fact]
    public async Task A_key_that_is_alone_on_its_partition_falls_silent_when_the_others_go_on_and_its_forecast_begins_with_theirs()
    {
        var alone = Enumerable.Range(20_000, 200).Select(number => $"{number}").First(item => Murmur2.Partition(item, 4) != Murmur2.Partition(Item, 4));
        await using var silo = await Start("idle");
        var first = Days(new(2024, 1, 1), 60);
        var often = Days(new(2024, 1, 1), 60, alone).SelectMany(sale => Enumerable.Range(0, 5).Select(i => sale with { Id = $"{sale.Id}-{i}" }));
        await Send(silo, [.. first, .. often]);
        await Applied(silo, events: 360);
        await Send(silo, Days(new(2024, 3, 1), 30));
        await Eventually(async () => (string?)(await Shop.Ask(silo, "forecaster", "forecasts", alone, 3, 0.8))!["points"]![0]!["day"]! == "2024-03-30", "the forecast begins with the others'");
        await Eventually(async () => (await silo.Deployments.LatestOutputs(50)).Any(output => output.Kind == "silence"), "a silence is found");
        var silence = Assert.Single(await silo.Deployments.LatestOutputs(50), output => output.Kind == "silence");
        Assert.Equal((alone, ""), (silence.Key, silence.EventId));
    }

    static async Task Eventually(Func<Task<bool>> holds, string what)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < deadline, $"expected that {what}");
            await Task.Delay(100, Cancel);
        }
    }

    public void Dispose() => _work.Dispose();

    Task<DmlSilo> Start(string topics) => DmlSilo.StartAsync(Shop.Options(_work.Path, topics) with { Shards = new() { IdleMilliseconds = 500 } }, Cancel);

    static ShopRow Sale(DateTime time, string item = Item) => new($"{time:yyyyMMddHHmmss}-{item}", "500001", item, 1, time, 2, null);

    static ShopRow[] Days(DateTime first, int count, string item = Item) => [.. Enumerable.Range(0, count).Select(day => Sale(first.AddDays(day).AddHours(9), item))];

    static async Task Send(DmlSilo silo, ShopRow[] rows)
    {
        foreach (var row in rows) await silo.Deployments.Send(Encoding.UTF8.GetBytes(row.Json), Cancel);
    }

    static Task Applied(DmlSilo silo, long events, long deadLetters = 0) => Shop.Until(silo.Deployments, shards =>
        shards.Sum(shard => shard.Events) == events && shards.Sum(shard => shard.DeadLetters) == deadLetters && shards.All(shard => shard.CheckpointOffset >= shard.Offset), 20);

    static async Task<List<double>> History(DmlSilo silo) =>
        [.. (await Shop.Ask(silo, "forecaster", "forecasts", Item, 7, 0.8))!["history"]!.AsArray().Select(day => (double)day!["value"]!)];
}
