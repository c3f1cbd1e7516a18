using System.Globalization;
using DistributedML.Grains.Runtime;
using DistributedML.Models.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Events that other shards have handed to this one, each once: from the store when the shard was opened, from memory since. Used by one
/// thread.
/// </summary>
sealed class HandedEvents
{
    const string KeyPrefix = "late/";
    readonly Queue<LateEvent> _events = new();
    readonly HashSet<string> _known = [];

    /// <summary>What an event is stored as.</summary>
    internal static StateEntry Stored(LateEvent late)
    {
        var states = new StateBuffer();
        states.Writer.Write(late.Partition);
        states.Writer.Write(late.KeyHash);
        MessageState.Write(states.Writer, late.Message);
        states.Add(ShardState.Own, KeyOf(late));
        return states[0];
    }

    /// <summary>The key that an event is stored under.</summary>
    internal static string KeyOf(LateEvent late) =>
        string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{late.Partition}/{late.Message.Offset}");

    /// <summary>Reads what <see cref="Stored"/> wrote; null when the entry is another's.</summary>
    internal static LateEvent? Event(StateEntry entry)
    {
        if (!entry.Key.StartsWith(KeyPrefix, StringComparison.Ordinal)) return null;
        using var reader = entry.Open();
        return new(reader.ReadInt32(), reader.ReadInt32(), MessageState.Read(reader));
    }

    /// <summary>Adds an event.</summary>
    internal void Add(LateEvent late)
    {
        if (_known.Add(KeyOf(late))) _events.Enqueue(late);
    }

    /// <summary>The next events, at most so many.</summary>
    internal IReadOnlyList<LateEvent> Next(int count) => _events.Count == 0 ? [] : [.. _events.Take(count)];

    /// <summary>Forgets the next events, which are applied.</summary>
    internal void Remove(int count)
    {
        for (; count > 0; count--) _events.Dequeue();
    }
}
