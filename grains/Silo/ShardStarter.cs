using DistributedML.Grains.Interfaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DistributedML.Grains.Silo;

/// <summary>Starts every shard again and again, so that one that stopped or was lost comes up; on the way out, stops those of this silo.</summary>
sealed class ShardStarter(IGrainFactory grains, SiloRuntime runtime, ILogger<ShardStarter> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when every shard was started once.</summary>
    internal Task FirstRound => _firstRound.Task;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ForEachShard(shard => shard.Stop());
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            do
            {
                await ForEachShard(shard => shard.Start());
                _firstRound.TrySetResult();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            _firstRound.TrySetCanceled(stoppingToken);
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
            logger.LogError(exception, "Shard {Shard} does not answer", shard);
        }
    }));
}
