using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Shards;
using DistributedML.Streams;
using Microsoft.Extensions.Logging;

namespace DistributedML.Grains.Silo;

/// <summary>
/// Keeps a deployment's shards in step with its topic: one for each partition, also when partitions are added or the topic is made anew.
/// When there are more partitions, every shard reads its own to where the others begin and stops; then one transaction moves the states of
/// the keys that belong to another shard now, and the shards of all partitions go on. Whatever ends the process meanwhile, the next one
/// finds the shards of before or those of after.
/// </summary>
sealed class TopicWatch(IGrainFactory grains, ShardRuntime runtime, Deployment deployment, ILogger logger)
{
    const int CheckMilliseconds = 3_000;
    readonly string _topic = deployment.Stream.Topic;
    long _checked = Environment.TickCount64;
    int _partitions;   // of the topic
    IReadOnlyList<long>? _ends;   // where the shards end when there are more partitions than shards

    /// <summary>Whether the shards are on their way to another number of partitions.</summary>
    internal bool IsMoving => _ends is not null;

    /// <summary>Finds out how many shards there are.</summary>
    /// <exception cref="BrokerException">There is no such topic, or it has fewer partitions than there are stored shards.</exception>
    /// <exception cref="IOException">The stored shards cannot be read.</exception>
    internal async Task Begin()
    {
        var found = await Task.Run(() => runtime.Broker.Partitions(_topic))
            ?? throw new BrokerException($"no Kafka broker at {runtime.Broker.Bootstrap} has topic {_topic}");
        var stored = await runtime.Checkpoints.Shards(deployment.Name);
        deployment.Partitions = stored == 0 ? found : stored;
        if (found < deployment.Partitions) throw new BrokerException(Shrunk(found));
        if (found > deployment.Partitions) deployment.HasChanged = true;
    }

    /// <summary>Starts every shard, or goes on with the move to another number of partitions.</summary>
    internal async Task Round(CancellationToken cancel)
    {
        if (deployment.HasChanged || Environment.TickCount64 - _checked >= CheckMilliseconds) await Check(cancel);
        if (_ends is not { } ends)
        {
            await StartShards();
            return;
        }
        var finished = await Task.WhenAll(deployment.Shards.Select(shard => Finish(shard, ends[shard.Partition])));
        if (finished.All(isFinished => isFinished)) await Move();
    }

    /// <summary>Stops every shard, with a last checkpoint.</summary>
    internal Task StopShards() => ForEachShard(shard => shard.Stop());

    async Task Check(CancellationToken cancel)
    {
        _checked = Environment.TickCount64;
        try
        {
            var incarnation = await runtime.Broker.GetIncarnation(_topic, cancel);
            if (await Task.Run(() => runtime.Broker.Partitions(_topic), cancel) is not { } found) return;
            await Compare(incarnation, found, cancel);
        }
        catch (BrokerException)
        {
            Tell(null, LogLevel.None);   // the shards say so themselves
        }
    }

    async Task Compare(string incarnation, int found, CancellationToken cancel)
    {
        var isAnew = deployment.Incarnation is { } known && known != incarnation;
        var isNews = isAnew || found != _partitions;
        (deployment.Incarnation, deployment.HasChanged, _partitions) = (incarnation, false, found);
        if (found > deployment.Partitions)
        {
            Tell($"topic {_topic} at {runtime.Broker.Bootstrap} has {found} partitions, and had {deployment.Partitions}: "
                + "the shards read theirs to where the others begin, then keys move", LogLevel.Warning);
            if (!isNews && IsMoving) return;
            await Task.Run(runtime.Sender.LookAgain, cancel);
            _ends = await runtime.Broker.EndsBeforeGrowth(_topic, deployment.Partitions, cancel);
            return;
        }
        _ends = null;
        if (found < deployment.Partitions) Tell(Shrunk(found), LogLevel.Error);
        else Tell(isAnew
            ? $"topic {_topic} at {runtime.Broker.Bootstrap} was made anew; its events are read from the beginning, the state is kept"
            : null, LogLevel.Warning);
    }

    async Task Move()
    {
        var (before, after) = (deployment.Partitions, _partitions);
        var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        deployment.Settled = moved.Task;
        try
        {
            var shards = await Task.WhenAll(deployment.Shards.Select(shard => runtime.Checkpoints.Open(shard)));
            await runtime.Checkpoints.Spread(await Task.Run(() => ShardMove.Plan(deployment.Name, shards, after)));
            (deployment.Partitions, _ends) = (after, null);
            deployment.Late.Clear();   // they are stored for the shards of after
            Tell(null, LogLevel.None);
            logger.LogWarning(
                "Deployment {Deployment}: topic {Topic} went from {Before} to {After} partitions; "
                + "the states of moved keys are with their new shards",
                deployment.Name, _topic, before, after);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or StaleEpochException)
        {
            Tell($"topic {_topic} has {after} partitions, and keys cannot move from the {before} of before: {exception.Message}",
                LogLevel.Error);
        }
        finally
        {
            await StartShards();   // questions wait for what they hold now
            moved.SetResult();
        }
    }

    string Shrunk(int found) =>
        $"topic {_topic} at {runtime.Broker.Bootstrap} has {found} partitions, "
        + $"and the stored state is that of {deployment.Partitions}: it was made anew. "
        + $"Make it with {deployment.Partitions} partitions or more, or stop the silo and remove the state file to begin anew";

    void Tell(string? problem, LogLevel level)
    {
        if (problem is not null && problem != deployment.Problem)
            logger.Log(level, "Deployment {Deployment}: {Problem}", deployment.Name, problem);
        deployment.Problem = problem;
    }

    async Task<bool> Finish(ShardId shard, long end)
    {
        var finished = false;
        await Ask(shard, async grain => finished = await grain.Finish(end));
        return finished;
    }

    Task StartShards() => ForEachShard(shard => shard.Start());

    Task ForEachShard(Func<IShardGrain, Task> action) => Task.WhenAll(deployment.Shards.Select(shard => Ask(shard, action)));

    async Task Ask(ShardId shard, Func<IShardGrain, Task> action)
    {
        try
        {
            await action(grains.GetGrain<IShardGrain>(shard.ToString()));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError("Shard {Shard} does not answer: {Problem}", shard, exception.Message);
        }
    }
}
