using DistributedML.Models.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// The ids of a shard's newest events, so that an event that is sent again is not learned again: exact for the newest <see cref="Kept"/>, as 64-bit hashes.
/// They are stored in chunks, of which a checkpoint writes those that changed.
/// </summary>
sealed class RecentIds
{
    const int ChunkIds = 4_096;
    const int Chunks = 32;
    const string KeyPrefix = "ids/";

    /// <summary>Ids that are kept at least.</summary>
    internal const int Kept = ChunkIds * (Chunks - 1);

    readonly Chunk[] _chunks = [.. Enumerable.Range(0, Chunks).Select(_ => new Chunk())];
    readonly HashSet<ulong> _known = [];
    long _filling;   // chunks are filled one after the other, again and again

    /// <summary>Adds the hash of an id; false when it is known.</summary>
    internal bool Add(ulong id)
    {
        if (!_known.Add(id)) return false;
        var chunk = _chunks[_filling % Chunks];
        if (chunk.Ids.Count == ChunkIds)
        {
            chunk = _chunks[++_filling % Chunks];
            foreach (var old in chunk.Ids) _known.Remove(old);
            chunk.Ids.Clear();
            chunk.Number = _filling;
        }
        chunk.Ids.Add(id);
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
            foreach (var id in _chunks[i].Ids) states.Writer.Write(id);
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
        for (var left = (entry.State.Count - sizeof(long)) / sizeof(ulong); left > 0; left--)
        {
            var id = reader.ReadUInt64();
            if (_known.Add(id)) chunk.Ids.Add(id);
        }
        _filling = Math.Max(_filling, number);
        return true;
    }

    sealed class Chunk
    {
        internal long Number { get; set; }

        internal List<ulong> Ids { get; } = [];

        internal bool Changed { get; set; }
    }
}
