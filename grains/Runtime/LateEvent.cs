using System.Collections.Concurrent;
using DistributedML.Streams;

namespace DistributedML.Grains.Runtime;

/// <summary>
/// An event of a producer that had not seen yet that partitions were added: it came on the partition where its key belonged before. The
/// shard that reads it stores it, together with its own offset, for the shard of the key.
/// </summary>
/// <param name="Partition">The partition that it was on.</param>
/// <param name="KeyHash">The hash of its key.</param>
/// <param name="Message">Its message there.</param>
sealed record LateEvent(int Partition, int KeyHash, StoredMessage Message);

/// <summary>Events on their way from one shard to another, which are stored already. Used by any thread.</summary>
sealed class LateEvents
{
    readonly ConcurrentDictionary<int, ConcurrentQueue<LateEvent>> _byPartition = new();

    /// <summary>Hands an event to a shard.</summary>
    internal void Add(int partition, LateEvent late) => _byPartition.GetOrAdd(partition, _ => new()).Enqueue(late);

    /// <summary>The next event for a shard; null when there is none.</summary>
    internal LateEvent? Take(int partition) =>
        _byPartition.TryGetValue(partition, out var events) && events.TryDequeue(out var late) ? late : null;

    /// <summary>Forgets all; they are in the store.</summary>
    internal void Clear() => _byPartition.Clear();
}
