using Confluent.Kafka;

namespace DistributedML.Streams;

/// <summary>What a replay sent to one partition. Deliveries come in the order of sending, so the sizes in flight wait in a queue; without a limit none are kept. Used by one thread.</summary>
sealed class ReplayLane(TopicPartition partition, long alreadyStored, bool limited)
{
    readonly Queue<int> _flying = new();
    readonly Queue<(long Offset, int Bytes)> _delivered = new();
    long _alreadyStored = alreadyStored;
    long _committed;

    internal TopicPartition Partition { get; } = partition;

    /// <summary>Bytes sent that are not in a checkpoint yet.</summary>
    internal long UnstoredBytes { get; private set; }

    /// <summary>What the producer calls the lane.</summary>
    internal int Tag { get; set; }

    /// <summary>Whether the next event was stored by an earlier replay; counts it as passed.</summary>
    internal bool TakeStored() => _alreadyStored > 0 && _alreadyStored-- > 0;

    internal void Sent(int bytes)
    {
        if (!limited) return;
        _flying.Enqueue(bytes);
        UnstoredBytes += bytes;
    }

    internal void Delivered(long offset)
    {
        if (!limited) return;
        _delivered.Enqueue((offset, _flying.Dequeue()));
    }

    /// <summary>Takes the group's committed offset; true when it moved.</summary>
    internal bool Stored(long committed)
    {
        while (_delivered.TryPeek(out var first) && first.Offset < committed) UnstoredBytes -= _delivered.Dequeue().Bytes;
        var moved = committed > _committed;
        _committed = Math.Max(_committed, committed);
        return moved;
    }
}
