using DistributedML.Models.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// The ids of a shard's newest events, so that an event that is sent again is not learned again: exact for the newest <see cref="Kept"/>, as 64-bit hashes.
/// The hash of the event's key stands beside each, for the day on which keys move to other shards. They are stored in chunks, of which a
/// checkpoint writes those that changed.
/// </summary>
sealed class RecentIds
{
    const int ChunkIds = 4_096;
    const int Chunks = 32;
    const int IdBytes = sizeof(ulong) + sizeof(int);
    const string KeyPrefix = "events/";

    /// <summary>Ids that are kept at least.</summary>
    internal const int Kept = ChunkIds * (Chunks - 1);

    readonly Chunk[] _chunks = [.. Enumerable.Range(0, Chunks).Select(_ => new Chunk())];
    readonly HashSet<ulong> _known = [];
    long _filling;   // chunks are filled one after the other, again and again

    /// <summary>All ids, oldest first, each with its key's hash.</summary>
    internal IEnumerable<(ulong Id, int KeyHash)> All => _chunks.OrderBy(chunk => chunk.Number).SelectMany(chunk => chunk.Ids);

    /// <summary>Adds the hash of an id; false when it is known.</summary>
    /// <param name="id">The id's hash.</param>
    /// <param name="keyHash">The hash of the event's key.</param>
    internal bool Add(ulong id, int keyHash)
    {
        if (!_known.Add(id)) return false;
        var chunk = _chunks[_filling % Chunks];
        if (chunk.Ids.Count == ChunkIds)
        {
            chunk = _chunks[++_filling % Chunks];
            foreach (var (old, _) in chunk.Ids) _known.Remove(old);
            chunk.Ids.Clear();
            chunk.Number = _filling;
        }
        chunk.Ids.Add((id, keyHash));
        chunk.Changed = true;
        return true;
    }

    /// <summary>Takes chunks that changed since they were last taken.</summary>
    internal void TakeChanged(StateBuffer states)
    {
        for (var i = 0; i < Chunks; i++)
        {
            if (!_chunks[i].Changed) continue;
            _chunks[i].Changed = false;
            states.Writer.Write(_chunks[i].Number);
            foreach (var (id, keyHash) in _chunks[i].Ids)
            {
                states.Writer.Write(id);
                states.Writer.Write(keyHash);
            }
            states.Add(ShardState.Own, $"{KeyPrefix}{i}");
        }
    }

    /// <summary>Reads what <see cref="TakeChanged"/> wrote; false when the entry is another's.</summary>
    internal bool Read(StateEntry entry)
    {
        if (!entry.Key.StartsWith(KeyPrefix, StringComparison.Ordinal)) return false;
        using var reader = entry.Open();
        var number = reader.ReadInt64();
        var chunk = _chunks[number % Chunks];
        chunk.Number = number;
        for (var left = (entry.State.Count - sizeof(long)) / IdBytes; left > 0; left--)
        {
            var (id, keyHash) = (reader.ReadUInt64(), reader.ReadInt32());
            if (_known.Add(id)) chunk.Ids.Add((id, keyHash));
        }
        _filling = Math.Max(_filling, number);
        return true;
    }

    sealed class Chunk
    {
        internal long Number { get; set; }

        internal List<(ulong Id, int KeyHash)> Ids { get; } = [];

        internal bool Changed { get; set; }
    }
}
