using System.Numerics;
using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Runtime;
using DistributedML.Models.Streams;
using DistributedML.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// What every shard begins with when the topic has another number of partitions: the offset and counters of its own partition, and of the
/// events whose keys are its own now the ids and the newest time, whatever partition they were on. The states of keys are the store's to
/// move. What belongs to no key, as sums over events, stays with the shard that learned it, so that sums over the shards are as before.
/// </summary>
static class ShardMove
{
    /// <summary>Plans the move.</summary>
    /// <param name="deployment">The deployment's name.</param>
    /// <param name="before">The shards, by partition, which have stopped and are opened for the move.</param>
    /// <param name="partitions">The new number of partitions, which is greater.</param>
    /// <exception cref="InvalidDataException">A shard has not been stored yet, or two hold different versions of a model.</exception>
    internal static IReadOnlyList<CheckpointWrite> Plan(string deployment, IReadOnlyList<ShardCheckpoint> before, int partitions)
    {
        List<ShardPosition> positions =
            [.. before.Select((shard, i) => shard.Position
                ?? throw new InvalidDataException($"shard {deployment}/{i} has stored nothing yet"))];
        foreach (var (name, model) in positions[0].Models)
        {
            if (positions.All(position => position.Models[name] == model)) continue;
            var versions = string.Join(", ", positions.Select(position => position.Models[name].Version));
            throw new InvalidDataException($"the shards hold different versions of model {name}: {versions}");
        }
        var ids = Spread([.. before.Select(Ids)], partitions);
        var late = before.SelectMany(Late).ToLookup(late => Murmur2.Partition(late.KeyHash, partitions));
        return [.. Enumerable.Range(0, partitions).Select(partition => new CheckpointWrite(new ShardId(deployment, partition),
            partition < before.Count ? before[partition].Epoch : 0, Position(positions, partition, partitions),
                Own(ids[partition], late[partition], partition < before.Count ? before[partition] : null), [])
        {
            Replaced = [ShardState.Own],
        })];
    }

    // The keys of a partition were on those that leave the same rest when divided by what both numbers share.
    static ShardPosition Position(List<ShardPosition> before, int partition, int partitions)
    {
        var shared = (int)BigInteger.GreatestCommonDivisor(before.Count, partitions);
        var own = partition < before.Count ? before[partition] : null;
        List<ShardPosition> sources = [.. before.Where((_, i) => i % shared == partition % shared)];
        var position = own ?? new ShardPosition { Incarnation = sources[0].Incarnation, Models = sources[0].Models };
        position = position with { FormerPartitions = [.. before[0].FormerPartitions, before.Count] };
        if (sources.Count == 1 && ReferenceEquals(sources[0], own)) return position;
        var newest = sources.Max(source => source.Watermark);
        // The partition does not have the keys' earlier events, so a version that would have to learn them again is taken over in place.
        return position with
        { Watermark = newest, GoneUntil = DeploymentClock.Later(newest, sources.Max(source => source.GoneUntil)), HasGained = true };
    }

    static RecentIds Ids(ShardCheckpoint shard)
    {
        var ids = new RecentIds();
        foreach (var entry in shard.Entries.Where(entry => entry.Model == ShardState.Own)) ids.Read(entry);
        return ids;
    }

    static IEnumerable<LateEvent> Late(ShardCheckpoint shard) =>
        shard.Entries.Where(entry => entry.Model == ShardState.Own).Select(HandedEvents.Event).OfType<LateEvent>();

    // The newest of each shard count as equally new, so that when there are too many the oldest of each are forgotten.
    static List<RecentIds> Spread(List<RecentIds> before, int partitions)
    {
        List<RecentIds> after = [.. Enumerable.Range(0, partitions).Select(_ => new RecentIds())];
        var ordered = before
            .SelectMany(ids => ids.All.Reverse().Select((id, age) => (id.Id, id.KeyHash, Age: age))).OrderByDescending(id => id.Age);
        foreach (var (id, keyHash, _) in ordered) after[Murmur2.Partition(keyHash, partitions)].Add(id, keyHash);
        return after;
    }

    // Events that wait stay where they were sent, also those whose keys go: they are refused there when their time comes.
    static List<StateEntry> Own(RecentIds ids, IEnumerable<LateEvent> late, ShardCheckpoint? before)
    {
        var states = new StateBuffer();
        ids.TakeChanged(states);
        return [.. states, .. late.Select(HandedEvents.Stored),
            .. before?.Entries.Where(entry => entry.Model == ShardState.Own && new HeldEvents().Read(entry)) ?? []];
    }
}
