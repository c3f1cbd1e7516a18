using DistributedML.Models.Streams;
using DistributedML.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Events whose time is far ahead of all others. One wrong date would close all days up to it and make every event after it late; but when several agree,
/// time has gone on, as after a pause. So such an event waits, and is stored with the state meanwhile.
/// </summary>
sealed class HeldEvents
{
    /// <summary>Events that have to be at or after a held one's time, or nearly, for it to be believed.</summary>
    internal const int Agreeing = 2;

    /// <summary>Most events that wait.</summary>
    internal const int Most = 8;

    /// <summary>Events of ordinary times that come after a held one until it is given up.</summary>
    internal const int Patience = 100;

    const string Key = "held";
    readonly List<HeldEvent> _events = [];
    bool _changed;

    /// <summary>How many wait.</summary>
    internal int Count => _events.Count;

    /// <summary>Holds an event.</summary>
    internal void Add(HeldEvent held)
    {
        _events.Add(held);
        _changed = true;
    }

    /// <summary>Notes that an event of an ordinary time was applied.</summary>
    internal void Ordinary()
    {
        if (_events.Count == 0) return;
        for (var i = 0; i < _events.Count; i++) _events[i] = _events[i] with { Waited = _events[i].Waited + 1 };
        _changed = true;
    }

    /// <summary>Takes the first event that can be believed by now; null when there is none.</summary>
    /// <param name="latest">The latest time that is believed without others.</param>
    /// <param name="ahead">How far ahead an event may be.</param>
    internal HeldEvent? TakeBelieved(DateTime latest, TimeSpan ahead) =>
        Take(at => _events[at].Time <= latest || _events.Skip(at + 1).Count(other => other.Time >= _events[at].Time - ahead) >= Agreeing);

    /// <summary>Takes the first event that is given up; null when there is none.</summary>
    internal HeldEvent? TakeGivenUp() => Take(at => _events[at].Waited >= Patience || (at == 0 && _events.Count > Most));

    /// <summary>Takes what waits, when it changed since it was last taken.</summary>
    internal void TakeChanged(StateBuffer states)
    {
        if (!_changed) return;
        _changed = false;
        foreach (var held in _events)
        {
            states.Writer.Write(held.Time.Ticks);
            states.Writer.Write(held.Waited);
            MessageState.Write(states.Writer, held.Message);
        }
        states.Add(ShardState.Own, Key);
    }

    /// <summary>Reads what <see cref="TakeChanged"/> wrote; false when the entry is another's.</summary>
    internal bool Read(StateEntry entry)
    {
        if (entry.Key != Key) return false;
        using var reader = entry.Open();
        while (reader.BaseStream.Position < entry.State.Count)
        {
            var (time, waited) = (new DateTime(reader.ReadInt64()), reader.ReadInt32());
            _events.Add(new(MessageState.Read(reader), time) { Waited = waited });
        }
        return true;
    }

    HeldEvent? Take(Func<int, bool> which)
    {
        for (var at = 0; at < _events.Count; at++)
        {
            if (!which(at)) continue;
            var taken = _events[at];
            _events.RemoveAt(at);
            _changed = true;
            return taken;
        }
        return null;
    }
}

/// <summary>An event that waits.</summary>
/// <param name="Message">The event's message.</param>
/// <param name="Time">Its time.</param>
sealed record HeldEvent(StoredMessage Message, DateTime Time)
{
    /// <summary>Events of ordinary times that came since.</summary>
    public int Waited { get; init; }
}
