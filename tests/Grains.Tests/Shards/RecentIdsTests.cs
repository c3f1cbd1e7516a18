using CsCheck;
using DistributedML.Grains.Shards;
using DistributedML.Models.Streams;

namespace DistributedML.Tests.Grains.Shards;

public class RecentIdsTests
{
    [Fact]
    public void The_newest_ids_are_known_and_those_long_past_are_not()
    {
        var ids = new RecentIds();
        for (ulong id = 0; id < 300_000; id++) Assert.True(ids.Add(id, 0));
        for (var id = 300_000ul - RecentIds.Kept; id < 300_000; id++) Assert.False(ids.Add(id, 0));
        Assert.True(ids.Add(1, 0));
    }

    [Fact]
    public void Restored_ids_are_those_that_never_stopped() => Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 20_000]).Sample((first, second) =>
    {
        var (ids, restored) = (new RecentIds(), new RecentIds());
        var stored = new Dictionary<string, StateEntry>();
        for (var i = 0; i < first; i++) ids.Add((ulong)i, i % 7);
        Store();
        for (var i = 0; i < second; i++) ids.Add((ulong)(first + i), -i);
        Store();
        foreach (var entry in stored.Values) Assert.True(restored.Read(entry));
        for (var i = 0; i < first + second; i++) Assert.False(restored.Add((ulong)i, 0));
        Assert.Equal(ids.All, restored.All.Take(first + second));
        Assert.True(restored.Add(ulong.MaxValue, 0));

        void Store()
        {
            var states = new StateBuffer();
            ids.TakeChanged(states);
            foreach (var entry in states) stored[entry.Key] = entry;
        }
    }, iter: 20);
}
