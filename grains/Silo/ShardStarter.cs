using DistributedML.Grains.Runtime;
using DistributedML.Streams;
using Microsoft.Extensions.Logging;

namespace DistributedML.Grains.Silo;

/// <summary>
/// Once the silo runs, starts every shard again and again, so that one that stopped or was lost comes up, and looks for new champions. On the way
/// out, while the silo still runs, stops the shards.
/// </summary>
sealed class ShardStarter(IGrainFactory grains, ShardRuntime runtime, ILogger<ShardStarter> logger) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(100);   // while shards move
    readonly CancellationTokenSource _stop = new();
    readonly TopicWatch[] _topics = [.. runtime.Deployments.Select(deployment => new TopicWatch(grains, runtime, deployment, logger))];
    Task _loop = Task.CompletedTask;

    /// <summary>Starts every shard once, then keeps doing so.</summary>
    /// <exception cref="BrokerException">A topic does not have the partitions that the stored shards have read.</exception>
    internal async Task Start()
    {
        await Task.WhenAll(_topics.Select(topic => topic.Begin()));
        await Round();
        _loop = Loop();
    }

    /// <summary>Stops every shard, with a last checkpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _loop;
        await Task.WhenAll(_topics.Select(topic => topic.StopShards()));
        _stop.Dispose();
    }

    async Task Loop()
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await Round();
                timer.Period = _topics.Any(topic => topic.IsMoving) ? ShortPause : Pause;
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task Round()
    {
        await Refresh();
        await Task.WhenAll(_topics.Select(topic => topic.Round(_stop.Token)));
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
}
