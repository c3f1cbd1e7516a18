namespace DistributedML.Grains.Shards;

/// <summary>The lowest offset of the events of each day, so that whoever reads the events from a time on again knows where to begin.</summary>
sealed class DayOffsets
{
    /// <summary>Most days; the oldest ones are put together.</summary>
    internal const int Most = 1_000;

    readonly SortedDictionary<int, long> _first = [];
    int _newest = -1;

    /// <summary>The offsets, by the day's number.</summary>
    internal IReadOnlyDictionary<int, long> All => new Dictionary<int, long>(_first);

    /// <summary>Takes over what is stored.</summary>
    internal void Restore(IReadOnlyDictionary<int, long> stored)
    {
        foreach (var (day, offset) in stored) _first.Add(day, offset);
    }

    /// <summary>Notes an event.</summary>
    /// <param name="time">Its time.</param>
    /// <param name="offset">Its offset, or a lower one.</param>
    internal void Add(DateTime time, long offset)
    {
        var day = (int)(time.Ticks / TimeSpan.TicksPerDay);
        if (day == _newest) return;   // events mostly share the day with the one before
        _newest = day;
        if (!_first.TryAdd(day, offset) || _first.Count <= Most) return;
        var (oldest, next) = (_first.Keys.First(), _first.Keys.Skip(1).First());
        _first[next] = Math.Min(_first[next], _first[oldest]);
        _first.Remove(oldest);
    }

    /// <summary>An offset that no event from a time on is before; null when there is no such event.</summary>
    internal long? From(DateTime time)
    {
        var day = (int)(time.Ticks / TimeSpan.TicksPerDay);
        long? lowest = null;
        foreach (var (of, offset) in _first)
        {
            if (of >= day && !(offset >= lowest)) lowest = offset;
        }
        return lowest;
    }

    /// <summary>Forgets all, as when the topic is a new one.</summary>
    internal void Clear()
    {
        _first.Clear();
        _newest = -1;
    }
}
