using System.Runtime.ExceptionServices;
using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Runtime;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Drives a shard on a thread of its own: reads and parses a batch, has it applied in one turn of the grain, and writes checkpoints. Between these
/// turns the grain answers queries. Only what happens in turns touches the state.
/// </summary>
sealed class ShardPump
{
    const int IdleMilliseconds = 20;
    const int IdleShare = 5;
    const int StatesPerTurn = 64;
    const int EndEveryMilliseconds = 200;
    static readonly TimeSpan TurnTimeout = TimeSpan.FromSeconds(60);
    readonly ShardRuntime _runtime;
    readonly ShardId _shard;
    readonly ShardState _state;
    readonly ShardConsumer _consumer;
    readonly TaskScheduler _turns;
    readonly long _epoch;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Action _apply, _adopt, _take, _inTurn;
    readonly AutoResetEvent _turned = new(false);
    readonly StateBuffer _states = new();
    (ShardPosition Position, OutputRecord[] Outputs) _taken;
    bool _more;
    Action? _turn;
    ExceptionDispatchInfo? _turnFailure;
    volatile bool _stopping;
    Task? _writing;
    long _writingOffset, _bytes, _events, _lastCheckpoint, _lastEnd;

    internal ShardPump(ShardRuntime runtime, Deployment deployment, ShardId shard, ShardState state, EventSchema schema, long epoch, TaskScheduler turns)
    {
        (_runtime, _shard, _state, _epoch, _turns) = (runtime, shard, state, epoch, turns);
        _consumer = BackgroundThread.Call(() => new ShardConsumer(runtime, deployment, shard.Partition, state.Offset, state.Watermark, schema));
        (_apply, _adopt, _take, _inTurn) = (Apply, () => _more = _state.ContinueAdopting(_runtime.Catalog), Take, InTurn);
        CheckpointOffset = state.Offset;
    }

    /// <summary>Ends when the pump has stopped, by <see cref="Stop"/> or by an error.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Why the shard reads nothing; null when it does.</summary>
    internal string? Problem => Failure?.Message ?? _consumer.Problem;

    /// <summary>What ended the pump; null when nothing has.</summary>
    internal Exception? Failure { get; private set; }

    internal long EndOffset => _consumer.EndOffset;

    internal long CheckpointOffset { get; private set; }

    internal void Start() => BackgroundThread.Start($"shard {_shard}", Run);

    /// <summary>Asks for a last checkpoint and the end.</summary>
    internal void Stop() => _stopping = true;

    void Run()
    {
        try
        {
            _consumer.Start();
            Checkpoint();   // what was taken from a trained model is stored before the first event
            while (!_stopping) Step();
            FinishWriting(wait: true);
            Checkpoint();
            FinishWriting(wait: true);
        }
        catch (Exception exception)
        {
            Failure = exception;
        }
        finally
        {
            _consumer.Dispose();
            _ended.SetResult();
        }
    }

    void Step()
    {
        var busy = _consumer.Read(IdleMilliseconds);
        if (busy)
        {
            do Turn(_apply);
            while (_more);
            _bytes += _consumer.BatchBytes;
            _events += _consumer.Batch.Count + _consumer.BatchDeadLetters;
        }
        FinishWriting(wait: false);
        var now = Environment.TickCount64;
        if (now - _lastEnd >= EndEveryMilliseconds)
        {
            _lastEnd = now;
            _consumer.UpdateEnd();
            if (_runtime.Catalog.Differs(_state.Models)) Adopt();
        }
        if (_writing is null && IsDue(now, busy)) Checkpoint();
    }

    // With nothing else to do, what was learned is stored sooner.
    bool IsDue(long now, bool busy) =>
        _events >= _runtime.Shards.CheckpointEvents || _bytes >= _runtime.CheckpointBytes
        || (_events > 0 && now - _lastCheckpoint >= _runtime.Shards.CheckpointMilliseconds / (busy ? 1 : IdleShare));

    // Queries are answered between the slices; no other event is learned before the last one.
    void Adopt()
    {
        do Turn(_adopt);
        while (_more);
    }

    void Apply() => _more = _state.Apply(_consumer.Batch, _consumer.NextOffset, _consumer.BatchDeadLetters);

    void Take()
    {
        _more = _state.TakeChanged(StatesPerTurn, _states);
        if (!_more) _taken = (_state.Position(), _state.TakeOutputs());
    }

    // The state does not change between the turns that take it, since only this thread has events applied.
    void Checkpoint()
    {
        _consumer.FlushDeadLetters();
        _states.Clear();
        do Turn(_take);
        while (_more);
        (_bytes, _events, _lastCheckpoint) = (0, 0, Environment.TickCount64);
        _writingOffset = _taken.Position.Offset;
        _writing = _runtime.Checkpoints.Write(new(_shard, _epoch, _taken.Position, _states, _taken.Outputs));
    }

    void FinishWriting(bool wait)
    {
        if (_writing is null || (!wait && !_writing.IsCompleted)) return;
        _writing.GetAwaiter().GetResult();
        _writing = null;
        CheckpointOffset = _writingOffset;
        _consumer.Commit(CheckpointOffset);
    }

    // The gate leaves part of the thread pool to queries, however many shards have events. It and the event do not spin while they wait, as tasks and
    // slim semaphores do: on a busy machine that takes from those who work.
    void Turn(Action action)
    {
        _runtime.TurnGate.WaitOne();
        try
        {
            _turn = action;
            Task.Factory.StartNew(_inTurn, CancellationToken.None, TaskCreationOptions.None, _turns);
            if (!_turned.WaitOne(TurnTimeout)) throw new TimeoutException($"shard {_shard} had no turn for {TurnTimeout.TotalSeconds:0} s");
            _turnFailure?.Throw();
        }
        finally
        {
            _runtime.TurnGate.Release();
        }
    }

    void InTurn()
    {
        try
        {
            _turn!();
        }
        catch (Exception exception)
        {
            _turnFailure = ExceptionDispatchInfo.Capture(exception);
        }
        _turned.Set();
    }
}
