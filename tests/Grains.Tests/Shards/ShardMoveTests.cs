using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Shards;
using DistributedML.Models.Streams;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Shards;

public class ShardMoveTests
{
    static readonly StoredModel Model = new(1, "forecaster", 1);

    [Fact]
    public void Every_id_goes_to_the_shard_of_its_key_and_to_no_other()
    {
        var before = Enumerable.Range(0, 2).Select(_ => new RecentIds()).ToList();
        var hashes = Enumerable.Range(0, 200_000).Select(i => Murmur2.Hash($"{i % 1_000}")).ToList();
        for (var i = 0; i < hashes.Count; i++) before[Murmur2.Partition(hashes[i], 2)].Add((ulong)i, hashes[i]);
        var after = ShardMove.Plan("items", [.. before.Select((ids, i) => Shard(i, ids))], 3).Select(Ids).ToList();
        for (var shard = 0; shard < 3; shard++)
        {
            var own = Enumerable.Range(0, hashes.Count).Where(i => Murmur2.Partition(hashes[i], 3) == shard);
            Assert.Equal(own.Select(i => ((ulong)i, hashes[i])), after[shard].All.Order());
            Assert.All(after[shard].All.Take(1_000).ToList(), id => Assert.False(after[shard].Add(id.Id, id.KeyHash)));
        }
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(2, 3)]
    [InlineData(4, 6)]
    [InlineData(6, 9)]
    public void A_shard_that_gets_keys_is_at_the_newest_time_of_those_that_had_them_and_no_other_is_touched(int before, int after)
    {
        var plan = ShardMove.Plan("items", [.. Enumerable.Range(0, before).Select(i => Shard(i, new RecentIds()))], after);
        for (var partition = 0; partition < after; partition++)
        {
            var position = plan[partition].Position;
            var own = Enumerable.Range(0, 10_000).Select(i => $"{i}").Where(key => Murmur2.Partition(key, after) == partition);
            List<int> sources = [.. own.Select(key => Murmur2.Partition(key, before)).Distinct().Order()];
            var gains = !sources.SequenceEqual([partition]);
            Assert.Equal(gains, position.HasGained);
            Assert.Equal(gains ? Time(sources[^1]) : null, position.GoneUntil);
            Assert.Equal(Time(sources[^1]), position.Watermark);
            Assert.Equal(partition < before ? (100 + partition, 10) : (0, 0), (position.Offset, position.Events));
            Assert.Equal([before], position.FormerPartitions);
            Assert.Equal(Model, position.Models["forecaster"]);
            Assert.Equal(partition < before ? 5 : 0, plan[partition].Epoch);
        }
    }

    [Fact]
    public void Events_on_their_way_to_a_shard_go_to_the_one_that_has_their_key_then()
    {
        List<LateEvent> late = [.. Enumerable.Range(0, 50).Select(i => new LateEvent(i % 3, Murmur2.Hash($"{i}"), new(i, null, [(byte)i])))];
        var before = late.GroupBy(one => Murmur2.Partition(one.KeyHash, 2)).OrderBy(shard => shard.Key)
            .Select(shard => Shard(shard.Key, new RecentIds()) with { Entries = [.. shard.Select(HandedEvents.Stored)] });
        var plan = ShardMove.Plan("items", [.. before], 5);
        foreach (var shard in plan)
        {
            Assert.Equal(late.Where(one => Murmur2.Partition(one.KeyHash, 5) == shard.Shard.Partition).Select(HandedEvents.KeyOf).Order(),
                shard.Entries.Select(HandedEvents.Event).OfType<LateEvent>().Select(HandedEvents.KeyOf).Order());
        }
    }

    [Fact]
    public void Shards_of_different_versions_are_refused()
    {
        var other = Shard(1, new RecentIds());
        var models = new Dictionary<string, StoredModel> { ["forecaster"] = Model with { Version = 2 } };
        other = other with { Position = other.Position! with { Models = models } };
        var refused = Assert.Throws<InvalidDataException>(() => ShardMove.Plan("items", [Shard(0, new RecentIds()), other], 3));
        Assert.Contains("different versions of model forecaster: 1, 2", refused.Message, StringComparison.Ordinal);
    }

    static DateTime Time(int partition) => new DateTime(2011, 6, 1).AddDays(partition);

    static ShardCheckpoint Shard(int partition, RecentIds ids)
    {
        var states = new StateBuffer();
        ids.TakeChanged(states);
        return new(5, new()
        {
            Incarnation = "cluster/topic",
            Offset = 100 + partition,
            Events = 10,
            Watermark = Time(partition),
            Models = new Dictionary<string, StoredModel> { ["forecaster"] = Model },
        }, [.. states], []);
    }

    static RecentIds Ids(CheckpointWrite write)
    {
        var ids = new RecentIds();
        foreach (var entry in write.Entries) ids.Read(entry);
        return ids;
    }
}
