using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Runtime;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace DistributedML.Grains.Shards;

/// <summary>See <see cref="IShardGrain"/>. Reentrant: all work on the state is done in turns without waiting.</summary>
[Reentrant]
sealed class ShardGrain(ShardRuntime runtime, ILocalSiloDetails silo, ILogger<ShardGrain> logger) : Grain, IShardGrain
{
    ShardId _shard;
    Deployment _deployment = null!;
    EventSchema _schema = null!;
    EventParser _parser = null!;
    TaskScheduler _turns = null!;
    ShardState _state = null!;
    ShardPump? _pump;
    Task? _starting;
    long _epoch;
    int _partitions;   // those that the topic had when the state was read; 0 before
    string? _problem, _anew;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shard = ShardId.Parse(this.GetPrimaryKeyString());
        _deployment = runtime.Deployment(_shard.Deployment);
        _schema = _deployment.Schema(runtime.Shards.MaxEventBytes);
        _parser = new EventParser(_schema);
        _turns = TaskScheduler.Current;
        _state = new ShardState(_deployment, _shard.Partition, _schema);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Stop();

    /// <inheritdoc/>
    public Task Start() => Start(long.MaxValue);

    /// <inheritdoc/>
    public async Task<bool> Finish(long end)
    {
        if (_starting is not { IsCompleted: false } && _pump?.IsFor(end) == true) return _pump.Ended.IsCompleted;
        _pump?.Abandon();
        await Start(end);
        return false;
    }

    async Task Start(long finish)
    {
        if (_starting is { IsCompleted: false })
        {
            await _starting;
            return;
        }
        if (_pump is { Ended.IsCompleted: false } running)
        {
            var isAnew = _deployment.Incarnation is { } life && life != _state.Incarnation;   // then the offset means nothing in it
            if (finish == long.MaxValue && !isAnew) return;
            if (isAnew) running.Stop();
            await running.Ended;
        }
        if (_pump?.Failure is { } failure)
        {
            Report(failure);
            if (failure is StaleEpochException)
            {
                DeactivateOnIdle();   // another activation owns the shard; the next call finds that one
                return;
            }
        }
        await (_starting = Open(finish));
    }

    /// <inheritdoc/>
    public async Task Stop()
    {
        if (_pump is not { } pump) return;
        pump.Stop();
        await pump.Ended;
    }

    /// <inheritdoc/>
    public Task<ShardStatus> GetStatus() => Task.FromResult(new ShardStatus
    {
        Deployment = _shard.Deployment,
        Partition = _shard.Partition,
        Silo = silo.SiloAddress.ToString(),
        Offset = _state.Offset,
        EndOffset = _pump?.EndOffset ?? -1,
        CheckpointOffset = _pump?.CheckpointOffset ?? 0,
        Events = _state.Events,
        DeadLetters = _state.DeadLetters,
        LateEvents = _state.LateEvents,
        KnownEvents = _state.KnownEvents,
        Duplicates = _state.Duplicates,
        Dropped = _state.Dropped,
        HeldEvents = _state.Held.Count,
        Outputs = _state.Outputs,
        EventsPerSecond = _state.EventsPerSecond,
        Watermark = _state.Watermark,
        Keys = _state.Models.Length == 0 ? 0 : _state.Models.Max(model => model.Keys.Count),
        Epoch = _epoch,
        Models = [.. _state.Models.Select(model => $"{model.Definition.Name} v{model.Version}")],
        Note = _state.Damage ?? _pump?.Note ?? _pump?.LateNote ?? _anew,
        FormerPartitions = _state.FormerPartitions,
        Error = _pump?.Problem ?? _problem ?? _deployment.Problem ?? runtime.Problem,
    });

    /// <inheritdoc/>
    public Task<Immutable<byte[]?>> Ask(string model, string query, string key, Immutable<double[]> numbers, Immutable<byte[]?> eventJson)
    {
        if (_partitions != _deployment.Partitions)
            return Task.FromException<Immutable<byte[]?>>(
                new OrleansException($"the state of shard {_shard} is not read: {_problem ?? "it is starting"}"));
        var found = _state.Model(model) ?? throw new InvalidOperationException($"deployment {_shard.Deployment} has no model {model}");
        var asked = _deployment.Kinds.Of(found.Definition).Queries.First(one => one.Name == query);
        EventBatch? batch = null;
        if (eventJson.Value is { } json && asked.Subject != QuerySubject.Rows)
        {
            batch = new EventBatch(_schema, 1);
            if (_parser.Append(json, batch) is { } reason) return Task.FromException<Immutable<byte[]?>>(new EventFormatException(reason));
        }
        return Task.FromResult(new Immutable<byte[]?>(asked.Ask(found, new(key, numbers.Value, batch, batch is null ? eventJson.Value : null), new(_pump is { } pump ? pump.Now : _state.Watermark, _state.OutputsOf(model)))));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutputRecord>> LatestOutputs(int count) =>
        Task.FromResult<IReadOnlyList<OutputRecord>>([.. _state.NewestOutputs.Take(count)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> SampleKeys(int count) =>
        Task.FromResult<IReadOnlyList<string>>(_state.Models.Length == 0 ? [] : [.. _state.Models[0].Keys.Take(count)]);

    /// <inheritdoc/>
    public Task<string> StateHash() => Task.FromResult(_state.Hash());

    async Task Open(long finish)
    {
        try
        {
            var incarnation = _deployment.Incarnation = await runtime.Broker.GetIncarnation(_deployment.Stream.Topic);
            var checkpoint = await runtime.Checkpoints.Open(_shard);
            var state = new ShardState(_deployment, _shard.Partition, _schema);
            state.Restore(checkpoint, incarnation, runtime.Catalog);
            state.Begin(runtime.Catalog);
            while (state.ContinueAdopting()) await Task.Yield();   // queries of the state before are answered in between
            if (state.Damage is { } damage) logger.LogError("Shard {Shard}: {Damage}", _shard, damage);
            if (checkpoint.Position is { } position && position.Incarnation != incarnation) BeginAnew(position);
            var pump = new ShardPump(runtime, _deployment, _shard, state, _schema, checkpoint.Epoch, _turns, logger, finish);
            (_state, _epoch, _partitions, _pump, _problem) = (state, checkpoint.Epoch, _deployment.Partitions, pump, null);
            pump.Start();
        }
        catch (Exception exception)
        {
            Report(exception);
            _pump = null;
        }
    }

    void BeginAnew(ShardPosition position)
    {
        runtime.DeadLetters.Forget(_deployment.Stream.Topic, _shard.Partition, long.MaxValue);
        var isMock = runtime.Broker.BytesPerPartition is not null;   // a mock cluster always begins anew
        var anew = $"topic {_deployment.Stream.Topic} is a new one since offset {position.Offset} was stored; "
            + "its events are read from the beginning, the state is kept";
        if (!isMock) _anew = anew;
        logger.Log(isMock ? LogLevel.Information : LogLevel.Warning, "Shard {Shard}: {Note}", _shard, anew);
    }

    // The same problem is told once, however often the shard is started again.
    void Report(Exception exception)
    {
        if (exception.Message == _problem) return;
        _problem = exception.Message;
        logger.LogError("Shard {Shard} stands still: {Problem}", _shard, exception.Message);
        logger.LogDebug(exception, "Shard {Shard}", _shard);
    }
}
