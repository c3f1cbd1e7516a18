using DistributedML.Grains.Checkpoints;
using DistributedML.Models.Streams;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Checkpoints;

/// <summary>What every checkpoint store keeps to. A store's tests inherit these.</summary>
public abstract class CheckpointStoreLaws
{
    static readonly ShardId Shard = new("items", 2);

    /// <summary>Opens the same store each time.</summary>
    protected abstract ICheckpointStore Store();

    [Fact]
    public async Task Nothing_is_stored_for_a_new_shard()
    {
        await using var store = Store();
        var opened = await store.Open(Shard, TestContext.Current.CancellationToken);
        Assert.Equal(1, opened.Epoch);
        Assert.Null(opened.Position);
        Assert.Empty(opened.Entries);
        Assert.Empty(opened.Outputs);
    }

    [Fact]
    public async Task What_was_written_comes_back_after_reopening()
    {
        await using (var store = Store())
        {
            var epoch = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
            await store.Write(Change(epoch, offset: 7, ("a", [1, 2]), ("b", [])) with { Outputs = [Output("1/burst/a")] });
            await store.Write(Change(epoch, offset: 9, ("a", [3])));
        }
        await using var again = Store();
        var opened = await again.Open(Shard, TestContext.Current.CancellationToken);
        Assert.Equal(2, opened.Epoch);
        Assert.Equivalent(Position(9), opened.Position, strict: true);
        Assert.Equal([("a", "03"), ("b", "")], opened.Entries.Select(entry => (entry.Key, Convert.ToHexString(entry.State.AsSpan()))).Order());
        Assert.Equal([Output("1/burst/a")], opened.Outputs);
    }

    [Fact]
    public async Task An_older_epoch_writes_nothing()
    {
        await using var store = Store();
        var first = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        await store.Write(Change(first, offset: 5, ("a", [1])));
        var second = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        await Assert.ThrowsAsync<StaleEpochException>(() => store.Write(Change(first, offset: 6, ("a", [2]), ("c", [3])) with { Outputs = [Output("late")] }));
        await store.Write(Change(second, offset: 5));
        var opened = await store.Open(Shard, TestContext.Current.CancellationToken);
        Assert.Equal(5, opened.Position!.Offset);
        Assert.Equal<byte>([1], Assert.Single(opened.Entries).State);
        Assert.Empty(opened.Outputs);
    }

    [Fact]
    public async Task A_stale_writer_does_not_hold_up_the_others_of_its_transaction()
    {
        await using var store = Store();
        var stale = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        await store.Open(Shard, TestContext.Current.CancellationToken);
        var others = Enumerable.Range(10, 20).Select(partition => Shard with { Partition = partition }).ToList();
        var epochs = await Task.WhenAll(others.Select(other => store.Open(other)));
        var writes = others.Select((other, i) => store.Write(Change(epochs[i].Epoch, 3, ("k", [1])) with { Shard = other })).ToList();
        await Assert.ThrowsAsync<StaleEpochException>(() => store.Write(Change(stale, 1)));
        await Task.WhenAll(writes);
        Assert.All(await Task.WhenAll(others.Select(other => store.Open(other))), opened => Assert.Equal(3, opened.Position!.Offset));
    }

    [Fact]
    public async Task An_output_made_again_is_stored_once()
    {
        await using var store = Store();
        var epoch = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        await store.Write(Change(epoch, 1) with { Outputs = [Output("x"), Output("y")] });
        await store.Write(Change(epoch, 2) with { Outputs = [Output("y") with { Payload = "{}" }, Output("z")] });
        var opened = await store.Open(Shard, TestContext.Current.CancellationToken);
        Assert.Equal([Output("x"), Output("y"), Output("z")], opened.Outputs);
    }

    [Fact]
    public async Task A_model_that_puts_out_much_does_not_drive_out_what_others_say()
    {
        await using var store = Store();
        var epoch = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        await store.Write(Change(epoch, 1) with { Outputs = [Output("rare") with { Model = "quiet" }] });
        List<OutputRecord> many = [.. Enumerable.Range(0, ShardCheckpoint.KeptOutputs + 50).Select(i => Output($"{i}") with { Model = "loud" })];
        await store.Write(Change(epoch, 2) with { Outputs = many });
        var opened = await store.Open(Shard, TestContext.Current.CancellationToken);
        Assert.Equal(["rare", .. many.TakeLast(ShardCheckpoint.NewestOutputs).Select(output => output.Id)], opened.Outputs.Select(output => output.Id));
    }

    [Fact]
    public async Task Shards_do_not_see_each_other()
    {
        await using var store = Store();
        var other = new ShardId("customers", Shard.Partition);
        var epoch = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        await store.Write(Change(epoch, 4, ("a", [1])));
        Assert.Empty((await store.Open(other, TestContext.Current.CancellationToken)).Entries);
    }

    [Fact]
    public async Task A_replaced_model_has_no_other_entries()
    {
        await using var store = Store();
        var epoch = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        await store.Write(Change(epoch, 1, ("a", [1]), ("b", [2])));
        await store.Write(Change(epoch, 2, ("c", [3])) with { Replaced = ["anomalies"] });
        await store.Write(Change(epoch, 3, ("b", [4]), ("d", [5])) with { Replaced = ["forecaster"] });
        Assert.Equal(["b", "d"], (await store.Open(Shard, TestContext.Current.CancellationToken)).Entries.Select(entry => entry.Key).Order());
    }

    [Fact]
    public async Task What_is_handed_to_another_shard_is_stored_there_with_the_writer_s_position_and_goes_when_it_is_removed()
    {
        await using var store = Store();
        var other = Shard with { Partition = 9 };
        var epoch = (await store.Open(Shard, TestContext.Current.CancellationToken)).Epoch;
        var entry = new StateEntry("", "late/2/8", new byte[] { 1, 2 });
        await store.Write(Change(epoch, 9) with { Handed = [(other.Partition, entry)] });
        var stale = Change(epoch - 1, 10) with { Handed = [(other.Partition, entry with { Key = "late/2/9" })] };
        await Assert.ThrowsAsync<StaleEpochException>(() => store.Write(stale));
        var opened = await store.Open(other, TestContext.Current.CancellationToken);
        var handed = Assert.Single(opened.Entries);
        Assert.Equal((1, "late/2/8", "0102"), (opened.Epoch, handed.Key, Convert.ToHexString(handed.State.AsSpan())));
        await store.Write(Change(opened.Epoch, 1) with { Shard = other, Removed = [("", "late/2/8")] });
        Assert.Empty((await store.Open(other, TestContext.Current.CancellationToken)).Entries);
    }

    [Fact]
    public async Task A_deployment_has_as_many_shards_as_were_opened()
    {
        await using var store = Store();
        Assert.Equal(0, await store.Shards(Shard.Deployment));
        await store.Open(Shard, TestContext.Current.CancellationToken);
        Assert.Equal((3, 0), (await store.Shards(Shard.Deployment), await store.Shards("customers")));
    }

    [Fact]
    public async Task States_and_outputs_are_spread_by_the_hash_of_their_keys_and_what_has_no_key_stays()
    {
        await using var store = Store();
        List<string> keys = [.. Enumerable.Range(0, 100).Select(i => $"key {i}")];
        var before = await Open(store, 2);
        for (var i = 0; i < 2; i++)
        {
            List<string> own = [.. keys.Where(key => Murmur2.Partition(key, 2) == i)];
            await store.Write(Change(before[i].Epoch, 5, [("", [(byte)i]), .. own.Select(key => (key, new byte[] { 7 }))]) with
            {
                Shard = before[i].Shard,
                Outputs = [.. own.Select(key => Output($"of {key}") with { Key = key }), Output($"of none {i}") with { Key = "" }],
            });
        }
        await store.Spread(OverThree(before));
        Assert.Equal(3, await store.Shards(Shard.Deployment));
        for (var i = 0; i < 3; i++)
        {
            var opened = await store.Open(Shard with { Partition = i }, TestContext.Current.CancellationToken);
            List<string> own = [.. keys.Where(key => Murmur2.Partition(key, 3) == i)];
            Assert.Equal(i < 2 ? ["", .. own.Order()] : own.Order(), opened.Entries.Select(entry => entry.Key).Order());
            Assert.All(opened.Entries.Where(entry => entry.Key.Length == 0), entry => Assert.Equal(i, Assert.Single(entry.State)));
            Assert.Empty(opened.Damaged);
            var outputs = own.Select(key => $"of {key}");
            Assert.Equal((i < 2 ? outputs.Append($"of none {i}") : outputs).Order(), opened.Outputs.Select(output => output.Id).Order());
            Assert.Equal(11, opened.Position!.Offset);
        }
    }

    [Fact]
    public async Task A_stale_shard_keeps_all_of_them_from_being_spread()
    {
        await using var store = Store();
        var before = await Open(store, 2);
        await store.Write(Change(before[0].Epoch, 5, ("a", [1]), ("b", [2]), ("c", [3])) with { Shard = before[0].Shard });
        await store.Open(before[1].Shard, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StaleEpochException>(() => store.Spread(OverThree(before)));
        Assert.Equal(2, await store.Shards(Shard.Deployment));
        Assert.Equal(3, (await store.Open(before[0].Shard, TestContext.Current.CancellationToken)).Entries.Count);
    }

    static async Task<List<(ShardId Shard, long Epoch)>> Open(ICheckpointStore store, int shards)
    {
        var opened = new List<(ShardId, long)>();
        for (var i = 0; i < shards; i++) opened.Add((Shard with { Partition = i }, (await store.Open(Shard with { Partition = i })).Epoch));
        return opened;
    }

    static List<CheckpointWrite> OverThree(List<(ShardId Shard, long Epoch)> before) =>
        [.. Enumerable.Range(0, 3).Select(i => Change(i < 2 ? before[i].Epoch : 0, 11) with { Shard = Shard with { Partition = i } })];

    static CheckpointWrite Change(long epoch, long offset, params (string Key, byte[] State)[] states) =>
        new(Shard, epoch, Position(offset), [.. states.Select(state => new StateEntry("forecaster", state.Key, state.State))], []);

    static ShardPosition Position(long offset) => new()
    {
        Incarnation = "cluster/topic",
        Offset = offset,
        Events = offset - 1,
        DeadLetters = 1,
        LateEvents = 2,
        KnownEvents = 4,
        Duplicates = 5,
        Outputs = 3,
        DayOffsets = new Dictionary<int, long> { [734_000] = 12 },
        GoneUntil = new(2011, 1, 2),
        Watermark = new(2011, 12, 9, 12, 50, 0),
        Models = new Dictionary<string, StoredModel> { ["forecaster"] = new(3, "forecaster", 1), ["anomalies"] = new(0, "anomaly-detector", 1) },
    };

    static OutputRecord Output(string id) => new(id, "1", "anomalies", "20726", new(2011, 12, 1), "burst", """{"observed":9}""");
}
