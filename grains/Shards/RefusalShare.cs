using System.Globalization;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Notices when more events than usual go to the dead letters: a producer that writes something else, or to other partitions, is not a few bad rows. Counts
/// of the past fade, so that the sign goes when the events are good again.
/// </summary>
sealed class RefusalShare
{
    const double Unusual = 0.2;
    const double Fewest = 20;
    const double Window = 1_000;
    const long LateMilliseconds = 60_000;
    double _events, _refused;
    long _late, _lastLate;

    /// <summary>Counts what was read.</summary>
    /// <param name="events">Events.</param>
    /// <param name="refused">Those that went to the dead letters.</param>
    /// <param name="late">Those among them whose producer has not seen yet that partitions were added.</param>
    internal void Add(int events, int refused, int late)
    {
        if (late > 0) (_late, _lastLate) = (_late + late, Environment.TickCount64);
        var kept = Math.Max(0, 1 - events / Window);
        (_events, _refused) = (_events * kept + events, _refused * kept + refused);
    }

    /// <summary>What to say when the share is unusual, or within a minute of a late event; null otherwise.</summary>
    /// <param name="last">Why the newest was refused.</param>
    internal string? Problem(string? last) => _lastLate > 0 && Environment.TickCount64 - _lastLate < LateMilliseconds
        ? $"partitions were added to the topic, and {_late} events since went to the dead letters because their producers have not seen it yet; restart these. The last: {last}"
        : _events < Fewest || _refused < Unusual * _events ? null : string.Create(CultureInfo.InvariantCulture,
        $"{_refused / _events:P0} of the newest events went to the dead letters; the last: {last}");
}
