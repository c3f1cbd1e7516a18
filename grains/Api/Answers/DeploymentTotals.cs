using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Api;

/// <summary>Sums over the shards of a deployment.</summary>
/// <param name="Events">Events applied, over all activations.</param>
/// <param name="EventsPerSecond">Events applied per second over the last seconds.</param>
/// <param name="Lag">Events behind the partitions' ends; -1 while one of the ends is unknown.</param>
/// <param name="DeadLetters">Events sent to the dead-letter topic, over all activations.</param>
/// <param name="LateEvents">Events whose time was before the newest day already closed.</param>
/// <param name="KnownEvents">Events that training had seen; they are not learned again.</param>
/// <param name="Duplicates">Events whose id had come before; they are not learned again.</param>
/// <param name="Dropped">Events that a drop rule of the pipeline leaves out.</param>
/// <param name="Outputs">What the models put out, over all activations.</param>
/// <param name="Keys">Keys with state.</param>
/// <param name="Watermark">Newest event time seen by any shard, without zone; null before the first event.</param>
public sealed record DeploymentTotals(
    long Events, double EventsPerSecond, long Lag, long DeadLetters, long LateEvents, long KnownEvents, long Duplicates, long Dropped, long Outputs, long Keys, DateTime? Watermark)
{
    /// <summary>Sums the shards up.</summary>
    public static DeploymentTotals Of(IReadOnlyList<ShardStatus> shards) => new(
        shards.Sum(shard => shard.Events),
        shards.Sum(shard => shard.EventsPerSecond),
        shards.Any(shard => shard.Lag < 0) ? -1 : shards.Sum(shard => shard.Lag),
        shards.Sum(shard => shard.DeadLetters),
        shards.Sum(shard => shard.LateEvents),
        shards.Sum(shard => shard.KnownEvents),
        shards.Sum(shard => shard.Duplicates),
        shards.Sum(shard => shard.Dropped),
        shards.Sum(shard => shard.Outputs),
        shards.Sum(shard => (long)shard.Keys),
        shards.Max(shard => shard.Watermark));
}
