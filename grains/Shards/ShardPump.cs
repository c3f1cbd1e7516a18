using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Runtime;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;
using Microsoft.Extensions.Logging;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Drives a shard on a thread of its own: reads and parses a batch, has it applied in one turn of the grain, and writes checkpoints. Between these
/// turns the grain answers queries. Only what happens in turns touches the state.
/// </summary>
sealed class ShardPump
{
    const int ReadMilliseconds = 20;
    const int IdleShare = 5;
    const int StatesPerTurn = 64;
    const int EndEveryMilliseconds = 200;
    const int RelearnPatience = 30_000;
    static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);
    readonly ShardRuntime _runtime;
    readonly ShardId _shard;
    readonly Deployment _deployment;
    readonly EventSchema _schema;
    readonly ILogger _logger;
    readonly ShardState _state;
    readonly ShardConsumer _consumer;
    readonly ShardTurns _turns;
    readonly long _epoch;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Action _apply, _adopt, _take;
    readonly RefusalShare _refusals = new();
    readonly StateBuffer _states = new();
    (ShardPosition Position, OutputRecord[] Outputs, string[] Replaced) _taken;
    bool _more;
    readonly long _finish;
    volatile bool _stopping, _abandoned;
    readonly List<LateEvent> _late = [], _writingLate = [];   // for other shards
    readonly List<(string Model, string Key)> _applied = [];   // of what others have handed over
    long _lateEvents;
    Task? _writing;
    long _writingOffset, _bytes, _events, _lastCheckpoint, _lastEnd, _lastEvent = Environment.TickCount64, _passedHour = -1;

    /// <param name="runtime">What the silo's shards share.</param>
    /// <param name="deployment">The deployment.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="state">Its state.</param>
    /// <param name="schema">The events' schema.</param>
    /// <param name="epoch">The epoch that it was opened with.</param>
    /// <param name="turns">Where its turns run.</param>
    /// <param name="logger">Takes what its keeper should know.</param>
    /// <param name="finish">
    /// The offset to end at, for keys to move then, or before it at the first event that belongs to a partition that is not read yet; every
    /// model is at the version that serves then. The largest number for a pump that goes on.
    /// </param>
    internal ShardPump(
        ShardRuntime runtime, Deployment deployment, ShardId shard, ShardState state, EventSchema schema,
            long epoch, TaskScheduler turns, ILogger logger, long finish)
    {
        _finish = finish;
        (_runtime, _deployment, _shard, _state, _schema, _epoch, _turns, _logger) =
            (runtime, deployment, shard, state, schema, epoch, new(runtime, shard, turns), logger);
        var gate = new EventGate(deployment, shard.Partition, schema, state.Ids, state.Held, Bound(state.Models),
            DeploymentClock.Later(state.Watermark, state.TrainedUntil), state.FormerPartitions);
        _consumer = BackgroundThread.Call(() => new ShardConsumer(runtime, deployment, shard.Partition, state.Offset, schema, gate));
        (_apply, _adopt, _take) = (Apply, () => _more = _state.ContinueAdopting(), Take);
        CheckpointOffset = state.Offset;
    }

    /// <summary>Ends when the pump has stopped, by <see cref="Stop"/> or by an error.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Why the shard reads nothing; null when it does.</summary>
    internal string? Problem => Failure?.Message ?? _consumer.Problem ?? _consumer.KeyProblem ?? _refusals.Problem(_consumer.LastRefusal);

    /// <summary>What the shard's keeper should know; null when there is nothing.</summary>
    internal string? Note { get; private set; }

    /// <summary>
    /// What its keeper should know of producers that have not seen yet that partitions were added; null when there is nothing.
    /// </summary>
    internal string? LateNote => _lateEvents == 0 ? null
        : $"{_lateEvents} events came where their keys belonged before partitions were added, and went to the shards of their keys";

    /// <summary>What ended the pump; null when nothing has.</summary>
    internal Exception? Failure { get; private set; }

    internal long EndOffset => _consumer.EndOffset;

    internal long CheckpointOffset { get; private set; }

    internal void Start() => BackgroundThread.Start($"shard {_shard}", Run);

    /// <summary>Asks for a last checkpoint and the end.</summary>
    internal void Stop() => _stopping = true;

    /// <summary>Asks for the end; what was learned since the last checkpoint is forgotten.</summary>
    internal void Abandon() => _abandoned = true;

    /// <summary>Whether it ends, or has ended, at an offset for keys to move.</summary>
    internal bool IsFor(long finish) => _finish == finish && !_stopping && !_abandoned && Failure is null;

    void Run()
    {
        try
        {
            _consumer.Start();
            Checkpoint();   // what was taken from a trained model is stored before the first event
            while (!_stopping && !_abandoned && !IsAtFinish) Step();
            FinishWriting(wait: true);
            if (_abandoned || HasOutgrown()) return;
            if (!_stopping) GoOver(isLast: true);
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

    bool IsFinishing => _finish < long.MaxValue;

    bool IsAtFinish => IsFinishing && (_consumer.IsAhead || _consumer.NextOffset >= _finish);

    // Events that were sent when there were more partitions may have taken the shard's time past those of its keys that are on these. So no
    // such event is in a checkpoint: the shard reads again from the last one, to where the partitions were added.
    bool HasOutgrown()
    {
        if (IsFinishing || !(_deployment.Topic!.Partitions(_consumer.ReadAt) > _deployment.Partitions)) return false;
        return _deployment.HasChanged = _abandoned = true;
    }

    // A topic that was made anew may have events at the offset where the one of before would have gone on. It is asked for when all events
    // before are stored, as they are soon when a topic has gone.
    bool IsAnew() =>
        _events == 0 && _writing is null && _deployment.Topic!.Incarnation(_consumer.ReadAt) is { } life && life != _state.Incarnation;

    void Step()
    {
        var busy = _consumer.Read(ReadMilliseconds, _finish);
        if ((_consumer.IsAhead && !IsFinishing) || (busy && IsAnew()))
        {
            _deployment.HasChanged = _abandoned = true;
            return;
        }
        if (busy) ApplyRead();
        TakeHanded();
        FinishWriting(wait: false);
        var now = Environment.TickCount64;
        if (now - _lastEnd >= EndEveryMilliseconds)
        {
            _lastEnd = now;
            _consumer.UpdateEnd();
            GoOver(isLast: false);
            if (IsIdle) Pass();
        }
        if (_writing is null && IsDue(now, busy) && !HasOutgrown()) Checkpoint();
    }

    void ApplyRead()
    {
        do _turns.Run(_apply);
        while (_more);
        _late.AddRange(_consumer.Late);
        _lateEvents += _consumer.Late.Count;
        _bytes += _consumer.BatchBytes;
        _events += _consumer.BatchMessages;
        _lastEvent = Environment.TickCount64;
        _refusals.Add(_consumer.BatchMessages, _consumer.Place.DeadLetters);
    }

    void TakeHanded()
    {
        while (_deployment.Late.Take(_shard.Partition) is { } late) _state.Handed.Add(late);
        if (_state.Handed.Next(_runtime.Shards.BatchEvents) is not { Count: > 0 } handed) return;
        var count = _consumer.ReadHanded(handed);
        ApplyRead();
        _applied.AddRange(handed.Take(count).Select(late => (ShardState.Own, HandedEvents.KeyOf(late))));
        _state.Handed.Remove(count);
    }

    // With nothing else to do, what was learned is stored sooner.
    bool IsDue(long now, bool busy) =>
        _events >= _runtime.Shards.CheckpointEvents || _bytes >= _runtime.CheckpointBytes
        || (_events > 0 && now - _lastCheckpoint >= _runtime.Shards.CheckpointMilliseconds / (busy ? 1 : IdleShare));

    // Whatever the order of training and events, a model ends as if it had been trained first: it begins as it was trained and learns the events of the topic
    // that training had not seen. Queries are answered by the version before meanwhile.
    void GoOver(bool isLast)
    {
        Note = null;
        foreach (var model in _state.Models.ToList())
        {
            if (_runtime.Catalog.Champion(model.Definition.Name) is not { } version || version.Number == model.Version) continue;
            if (version.Until is not { } until) Adopt(model, version);
            else if (model.Version == 0 || !_state.HasLearned || HasReached(until)) Relearn(model, version, until);
            else if (isLast) Adopt(model, version);   // keys that meet in a shard must be of one version
            else Note = $"{version.Label(model.Definition)} was trained on events until {until:s} and waits for the stream to get there";
        }
    }

    // Once for each hour that the deployment goes on while this shard has no events.
    void Pass()
    {
        if (_deployment.Clock.Newest is not { } now || _state.Watermark is not { } own || now.Ticks / TimeSpan.TicksPerHour <= Math.Max(_passedHour, own.Ticks / TimeSpan.TicksPerHour)) return;
        var hours = _deployment.Clock.HoursAfter(own);
        do _turns.Run(() => _more = _state.Pass(hours));
        while (_more);
        _passedHour = now.Ticks / TimeSpan.TicksPerHour;
        _events++;   // for what was put out to be stored
    }

    // The stream is at a time when this partition is, or when it has no more events and the deployment is.
    bool HasReached(DateTime until) =>
        _state.Watermark >= until - Tick || (_deployment.Clock.Newest >= until - Tick && IsIdle);

    /// <summary>The shard's time: its own newest event's, or the deployment's when the shard has read all events and none come.</summary>
    internal DateTime? Now => IsIdle ? DeploymentClock.Later(_state.Watermark, _deployment.Clock.Newest) : _state.Watermark;

    bool IsIdle => _consumer.EndOffset >= 0 && _state.Offset >= _consumer.EndOffset && Environment.TickCount64 - _lastEvent >= _runtime.Shards.IdleMilliseconds;

    // In place: keys keep what they learned. Queries are answered between the slices; no other event is learned before the last one.
    void Adopt(IStreamModel model, TrainedVersion version)
    {
        _turns.Run(() => _state.Adopt(model, version));
        do _turns.Run(_adopt);
        while (_more);
    }

    // In place when the topic does not have the events any more.
    void Relearn(IStreamModel model, TrainedVersion version, DateTime until)
    {
        var from = _state.OffsetFrom(until, out var isGone);
        if (isGone || (from is { } oldest && _consumer.OldestOffset() > oldest))
        {
            _logger.LogWarning("Shard {Shard}: the topic does not have the events since {Until:s} any more, from which {Version} would have to learn; its keys keep what they learned, keys without state begin as trained",
                _shard, until, version.Label(model.Definition));
            Adopt(model, version);
            return;
        }
        var begun = _state.Begin(model, version, _schema);
        while (!_stopping && begun.ContinueAdopting())
        {
        }
        if (from is { } first) Learn(begun, first, until);
        if (!_stopping) _turns.Run(() => _state.Replace(begun));
    }

    void Learn(IStreamModel model, long from, DateTime until)
    {
        var gate = new EventGate(
            _deployment, _shard.Partition, _schema, new RecentIds(), new HeldEvents(), Bound([model]), until, _state.FormerPartitions);
        using var again = new ShardConsumer(_runtime, _deployment, _shard.Partition, from, _schema, gate, silent: true);
        again.Start();
        var outputs = new List<OutputRecord>();
        var deadline = Environment.TickCount64 + RelearnPatience;
        while (!_stopping && again.NextOffset < _state.Offset)
        {
            if (!again.Read(ReadMilliseconds, _state.Offset))
            {
                if (Environment.TickCount64 > deadline) throw new BrokerException($"partition {_shard.Partition} of {_deployment.Stream.Topic} gives no event after offset {again.NextOffset}, from where a model has to learn again");
                continue;
            }
            deadline = Environment.TickCount64 + RelearnPatience;
            for (var row = 0; row < again.Batch.Count;) row = model.Learn(again.Batch, row, outputs);
            outputs.Clear();
        }
    }

    KeyBound Bound(IReadOnlyList<IStreamModel> models) => new(models, _deployment.Stream, _runtime.Shards.BatchEvents);

    void Apply() => _more = _state.Apply(_consumer.Batch, _consumer.Place);

    void Take()
    {
        _more = _state.TakeChanged(StatesPerTurn, _states);
        if (!_more) _taken = (_state.Position(), _state.TakeOutputs(), _state.TakeReplaced());
    }

    // The state does not change between the turns that take it, since only this thread has events applied.
    void Checkpoint()
    {
        _consumer.FlushDeadLetters();
        _states.Clear();
        do _turns.Run(_take);
        while (_more);
        (_bytes, _events, _lastCheckpoint) = (0, 0, Environment.TickCount64);
        _writingOffset = _taken.Position.Offset;
        _writing = _runtime.Checkpoints.Write(new(_shard, _epoch, _taken.Position, _states, _taken.Outputs)
        {
            Replaced = _taken.Replaced,
            Removed = [.. _applied],
            Handed = [.. _late.Select(late => (ShardOf(late), HandedEvents.Stored(late)))],
        });
        _writingLate.AddRange(_late);
        _late.Clear();
        _applied.Clear();
    }

    void FinishWriting(bool wait)
    {
        if (_writing is null || (!wait && !_writing.IsCompleted)) return;
        _writing.GetAwaiter().GetResult();
        _writing = null;
        CheckpointOffset = _writingOffset;
        foreach (var late in _writingLate) _deployment.Late.Add(ShardOf(late), late);
        _writingLate.Clear();
        _consumer.Commit(CheckpointOffset);
    }

    int ShardOf(LateEvent late) => Murmur2.Partition(late.KeyHash, _deployment.Partitions);
}
