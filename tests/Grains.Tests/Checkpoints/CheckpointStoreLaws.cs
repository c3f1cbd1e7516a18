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
