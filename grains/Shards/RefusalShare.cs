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
    double _events, _refused;

    /// <summary>Counts what was read.</summary>
    internal void Add(int events, int refused)
    {
        var kept = Math.Max(0, 1 - events / Window);
        (_events, _refused) = (_events * kept + events, _refused * kept + refused);
    }

    /// <summary>What to say when the share is unusual; null when it is not.</summary>
    /// <param name="last">Why the newest was refused.</param>
    internal string? Problem(string? last) => _events < Fewest || _refused < Unusual * _events ? null : string.Create(CultureInfo.InvariantCulture,
        $"{_refused / _events:P0} of the newest events went to the dead letters; the last: {last}");
}
