namespace DistributedML.Grains.Runtime;

/// <summary>
/// The time of a deployment: the newest that any of its shards has seen, and the hours in which there were events, so that a key that is alone on its
/// partition is not alone with its time. Used by any thread.
/// </summary>
public sealed class DeploymentClock
{
    /// <summary>Most hours that are kept, the newest ones.</summary>
    internal const int MostHours = 20_000;

    readonly Lock _lock = new();
    readonly SortedSet<long> _hours = [];
    long _newest = -1;

    /// <summary>The newest event time; null before the first event.</summary>
    public DateTime? Newest => Interlocked.Read(ref _newest) is >= 0 and var ticks ? new DateTime(ticks) : null;

    /// <summary>The later of two times; the known one when the other is not known.</summary>
    internal static DateTime? Later(DateTime? one, DateTime? other) => one is null || other > one ? other : one;

    /// <summary>The hours after a time that had events, ascending: the beginning of each.</summary>
    internal IReadOnlyList<DateTime> HoursAfter(DateTime time)
    {
        lock (_lock) return [.. _hours.GetViewBetween(time.Ticks / TimeSpan.TicksPerHour + 1, long.MaxValue).Select(hour => new DateTime(hour * TimeSpan.TicksPerHour))];
    }

    /// <summary>Notes a time that a shard has seen.</summary>
    internal void Observe(DateTime time)
    {
        lock (_lock)
        {
            if (_hours.Add(time.Ticks / TimeSpan.TicksPerHour) && _hours.Count > MostHours) _hours.Remove(_hours.Min);
            if (time.Ticks > _newest) Interlocked.Exchange(ref _newest, time.Ticks);
        }
    }
}
