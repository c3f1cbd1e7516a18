using System.ComponentModel.DataAnnotations;
using DistributedML.Learning;

namespace DistributedML.Streams;

/// <summary>How fast events are sent again.</summary>
public sealed record ReplayOptions : IOptions
{
    /// <summary>Rows per second; 0 for no limit.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Rate { get; init; }

    /// <summary>Event time per wall time: 86400 makes a day of a second; 0 for no limit.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Speedup { get; init; }

    /// <summary>
    /// Leading events of each partition that are not sent, because an earlier replay of the same rows stored them: by deployment and partition. What makes
    /// a replay that is started again go on where it was.
    /// </summary>
    public IReadOnlyDictionary<ShardId, long> AlreadyStored { get; init; } = new Dictionary<ShardId, long>();

    /// <summary>
    /// Bytes sent to a partition and not yet in the shards' checkpoints at which sending pauses; 0 for no limit. Needed on a mock cluster, which
    /// drops what is older than its newest 5 MiB.
    /// </summary>
    [Range(0, double.MaxValue)]
    public long MaxLagBytes { get; init; }

    /// <summary>Largest event that is sent, in bytes of JSON; at most what the shards take.</summary>
    [Range(1, 64 << 20)]
    public int MaxEventBytes { get; init; } = 1 << 20;

    /// <summary>How long the shards may store nothing, while sending waits for them, before the replay gives up, in seconds.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double StallSeconds { get; init; } = 60;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        foreach (var error in OptionBounds.Check(this)) yield return error;
        if (Rate > 0 && Speedup > 0) yield return new(nameof(Speedup), Speedup, "0 when a rate is given");
    }
}

/// <summary>How far a replay is, or came.</summary>
/// <param name="Rows">Leading rows done with: all their events are stored by the broker, by this replay or an earlier one.</param>
/// <param name="Events">Events stored by the broker in this replay, over all topics; a row is one event on each topic that it travels on.</param>
/// <param name="Bytes">Bytes of these events.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="EventTime">Time of the newest row sent; null before the first.</param>
/// <param name="Completed">Whether the rows came to their end.</param>
public readonly record struct ReplayReport(long Rows, long Events, long Bytes, double Seconds, DateTime? EventTime, bool Completed);
