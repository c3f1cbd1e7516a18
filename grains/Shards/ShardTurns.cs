using System.Runtime.ExceptionServices;
using DistributedML.Grains.Runtime;
using DistributedML.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Runs what touches a shard's state in turns of its grain, one at a time. A gate leaves part of the thread pool to queries, however many
/// shards have events. It and the event do not spin while they wait, as tasks and slim semaphores do: on a busy machine that takes from
/// those who work. Used by one thread.
/// </summary>
sealed class ShardTurns
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    readonly ShardRuntime _runtime;
    readonly ShardId _shard;
    readonly TaskScheduler _scheduler;
    readonly AutoResetEvent _done = new(false);
    readonly Action _run;
    Action? _action;
    ExceptionDispatchInfo? _failure;

    /// <param name="runtime">What the silo's shards share.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="scheduler">Where its turns run.</param>
    internal ShardTurns(ShardRuntime runtime, ShardId shard, TaskScheduler scheduler) =>
        (_runtime, _shard, _scheduler, _run) = (runtime, shard, scheduler, Run);

    /// <summary>Runs an action in a turn and waits for its end.</summary>
    /// <exception cref="TimeoutException">The grain had no turn.</exception>
    internal void Run(Action action)
    {
        _runtime.TurnGate.WaitOne();
        try
        {
            _action = action;
            Task.Factory.StartNew(_run, CancellationToken.None, TaskCreationOptions.None, _scheduler);
            if (!_done.WaitOne(Timeout)) throw new TimeoutException($"shard {_shard} had no turn for {Timeout.TotalSeconds:0} s");
            _failure?.Throw();
        }
        finally
        {
            _runtime.TurnGate.Release();
        }
    }

    void Run()
    {
        try
        {
            _action!();
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
        _done.Set();
    }
}
