using CsCheck;
using DistributedML.Grains.Silo;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>
/// Whatever the order in which models are trained and events come, the state is that of training on the first part and streaming all rows: those that
/// training saw are known, and the others are learned once.
/// </summary>
public class OrderTests
{
    const int PerDay = 100, Days = 40, Parts = 5;
    static readonly List<ShopRow> Rows = Displaced(Shop.Rows(PerDay * Days, PerDay));

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_order_of_train_serve_and_replay_ends_in_the_same_state() => await
        (from ends in Gen.Int[12 * PerDay, PerDay * Days - 1].List[1, 3] from after in Gen.Int[0, Parts].List[ends.Count] select (Ends: ends, After: after))
        .SampleAsync(async order =>
        {
            var times = order.Ends.Select(end => Shop.Rows(PerDay * Days, PerDay)[end].Time).ToList();
            var expected = await State([times[^1]], [0]);
            Assert.Equal(expected, await State(times, [.. order.After.Order()]));
        }, iter: 6, threads: 1);

    [Fact]
    public async Task Days_that_training_has_seen_are_known_and_raise_no_alert()
    {
        var end = Shop.FirstDay.AddDays(30).ToDateTime(default);
        using var work = new TemporaryFolder();
        var models = new TrainedChampions(Rows);
        models.Train(end);
        await using var silo = await DmlSilo.StartAsync(Shop.Options(work.Path, "seen") with { Models = models }, Cancel);
        var known = Rows.Where(row => row.Time < end).ToList();
        await Shop.Replay(silo, known);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(known));
        Assert.Empty(await silo.Deployments.LatestOutputs(5));
        Assert.Equal(Shop.EventsOf(known), (await Shop.All(silo.Deployments)).Sum(shard => shard.KnownEvents));
        Assert.Equal(0, (await Shop.All(silo.Deployments)).Sum(shard => shard.LateEvents));
    }

    [Fact]
    public async Task A_version_ahead_of_the_stream_waits_for_it_and_says_so()
    {
        using var work = new TemporaryFolder();
        var models = new TrainedChampions(Rows);
        models.Train(Shop.FirstDay.AddDays(12).ToDateTime(default));
        await using var silo = await DmlSilo.StartAsync(Shop.Options(work.Path, "ahead") with { Models = models }, Cancel);
        var first = Rows.Take(20 * PerDay).ToList();
        await Shop.Replay(silo, first);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(first));
        models.Train(Shop.FirstDay.AddDays(30).ToDateTime(default));
        await Shop.Until(silo.Deployments, shards => shards.All(shard => shard.Note is not null));
        Assert.All(await Shop.All(silo.Deployments), shard =>
        {
            Assert.Contains("v2 was trained on events until 2011-07-01T00:00:00 and waits for the stream to get there", shard.Note, StringComparison.Ordinal);
            Assert.All(shard.Models, model => Assert.EndsWith("v1", model, StringComparison.Ordinal));
        });
        await Shop.Replay(silo, Rows.Skip(20 * PerDay));
        await Shop.Until(silo.Deployments, shards => shards.All(shard => shard.Note is null && shard.Models.All(model => model.EndsWith("v2", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task An_event_that_is_sent_again_is_counted_and_not_learned()
    {
        using var work = new TemporaryFolder();
        var rows = Rows.Take(5 * PerDay).ToList();
        await using (var silo = await DmlSilo.StartAsync(Shop.Options(work.Path, "again"), Cancel))
        {
            await Shop.Replay(silo, rows);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
            var hashes = await Shop.Hashes(silo);
            await Shop.Replay(silo, rows);
            await Shop.WaitFor(silo.Deployments, 2 * Shop.EventsOf(rows));
            Assert.Equal(hashes, await Shop.Hashes(silo));
            Assert.Equal(Shop.EventsOf(rows), (await Shop.All(silo.Deployments)).Sum(shard => shard.Duplicates));
        }
        await using var restored = await DmlSilo.StartAsync(Shop.Options(work.Path, "again"), Cancel);
        await Shop.Replay(restored, rows);
        await Shop.WaitFor(restored.Deployments, 3 * Shop.EventsOf(rows));
        Assert.Equal(2 * Shop.EventsOf(rows), (await Shop.All(restored.Deployments)).Sum(shard => shard.Duplicates));
    }

    // The hashes after all rows, with a training before each of some of their parts.
    static async Task<string[]> State(IReadOnlyList<DateTime> ends, IReadOnlyList<int> before)
    {
        using var work = new TemporaryFolder();
        var models = new TrainedChampions(Rows);
        var options = Shop.Options(work.Path, "order") with { Models = models, Shards = new() { IdleMilliseconds = 200 } };
        for (var i = 0; i < ends.Count && before[i] == 0; i++) models.Train(ends[i]);
        await using var silo = await DmlSilo.StartAsync(options, Cancel);
        var sent = new List<ShopRow>();
        for (var part = 0; part <= Parts; part++)
        {
            for (var i = 0; i < ends.Count; i++)
            {
                if (before[i] != part || part == 0) continue;
                models.Train(ends[i]);
                await Task.Delay(1_500, Cancel);   // for it to be taken over where it can be
            }
            if (part == Parts) break;
            var rows = Rows.Skip(part * Rows.Count / Parts).Take(Rows.Count / Parts).ToList();
            await Shop.Replay(silo, rows);
            sent.AddRange(rows);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(sent));
        }
        await Shop.Until(silo.Deployments, shards => shards.All(shard => shard.Models.All(model => model.EndsWith($"v{models.Count}", StringComparison.Ordinal))));
        return await Shop.Hashes(silo);
    }

    // Some rows come later than their time.
    static List<ShopRow> Displaced(List<ShopRow> rows)
    {
        var random = new Random(7);
        for (var i = 0; i < rows.Count / 20; i++)
        {
            var (from, by) = (random.Next(rows.Count - 60), random.Next(1, 60));
            (rows[from], rows[from + by]) = (rows[from + by], rows[from]);
        }
        return rows;
    }
}
