using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Runtime;
using Microsoft.Extensions.Logging;

namespace DistributedML.Grains.Silo;

/// <summary>
/// Once the silo runs, starts every shard again and again, so that one that stopped or was lost comes up, and looks for new champions. On the way
/// out, while the silo still runs, stops the shards.
/// </summary>
sealed class ShardStarter(IGrainFactory grains, ShardRuntime runtime, ILogger<ShardStarter> logger) : IAsyncDisposable
{
    const int CheckMilliseconds = 3_000;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    readonly CancellationTokenSource _stop = new();
    Task _loop = Task.CompletedTask;
    long _checked = Environment.TickCount64;

    /// <summary>Starts every shard once, then keeps doing so.</summary>
    internal async Task Start()
    {
        await Round();
        _loop = Loop();
    }

    /// <summary>Stops every shard, with a last checkpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _loop;
        await ForEachShard(shard => shard.Stop());
        _stop.Dispose();
    }

    async Task Loop()
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token)) await Round();
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task Round()
    {
        await Refresh();
        await CheckTopics();
        await ForEachShard(shard => shard.Start());
    }

    // The former models go on serving when a new one cannot be read.
    async Task Refresh()
    {
        try
        {
            await Task.Run(runtime.Catalog.Refresh);
            runtime.Problem = null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (exception.Message != runtime.Problem) logger.LogError("{Problem}", exception.Message);
            runtime.Problem = exception.Message;
        }
    }

    // Keys hash to partitions by their number, so a topic that got more has its events where no shard looks for them.
    async Task CheckTopics()
    {
        if (Environment.TickCount64 - _checked < CheckMilliseconds) return;
        _checked = Environment.TickCount64;
        foreach (var deployment in runtime.Deployments)
        {
            var problem = await Task.Run(() => runtime.Broker.Misfit(new(deployment.Stream.Topic, deployment.Stream.Partitions)), _stop.Token);
            if (problem is not null && problem != deployment.Problem) logger.LogError("Deployment {Deployment}: {Problem}", deployment.Name, problem);
            deployment.Problem = problem;
        }
    }

    Task ForEachShard(Func<IShardGrain, Task> action) => Task.WhenAll(runtime.Deployments.SelectMany(deployment => deployment.Shards).Select(async shard =>
    {
        try
        {
            await action(grains.GetGrain<IShardGrain>(shard.ToString()));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError("Shard {Shard} does not answer: {Problem}", shard, exception.Message);
        }
    }));
}
