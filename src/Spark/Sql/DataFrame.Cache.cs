using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>Keeps the rows, once computed, in memory and on disk what does not fit.</summary>
    public DataFrame Persist() => Wait(() => PersistAsync());

    /// <summary>Keeps the rows once they are computed.</summary>
    public DataFrame Persist(StorageLevel storageLevel) => Wait(() => PersistAsync(storageLevel));

    /// <summary>Keeps the rows, once computed, in memory and on disk what does not fit.</summary>
    public DataFrame Cache() => Persist();

    /// <summary>Where the rows are kept; <see cref="Sql.StorageLevel.NONE"/> when they are not.</summary>
    public StorageLevel StorageLevel() => Wait(() => StorageLevelAsync());

    /// <summary>Keeps the rows no longer.</summary>
    /// <param name="blocking">Whether to wait until they are gone.</param>
    public DataFrame Unpersist(bool blocking = false) => Wait(() => UnpersistAsync(blocking));

    /// <summary>Computes the rows now and keeps them in the server's checkpoint folder, so that their plan need not be run again.</summary>
    /// <param name="eager">Now, instead of when they are first asked for.</param>
    public DataFrame Checkpoint(bool eager = true) => Wait(() => CheckpointAsync(eager));

    /// <summary>Computes the rows now and keeps them on the executors: faster than <see cref="Checkpoint"/>, lost with an executor.</summary>
    /// <param name="eager">Now, instead of when they are first asked for.</param>
    public DataFrame LocalCheckpoint(bool eager = true) => Wait(() => LocalCheckpointAsync(eager));

    /// <inheritdoc cref="Persist(Sql.StorageLevel)"/>
    public async Task<DataFrame> PersistAsync(StorageLevel? storageLevel = null, CancellationToken cancel = default)
    {
        await Session.Client.AnalyzeAsync(request => request.Persist = new() { Relation = Relation, StorageLevel = storageLevel?.ToProto() }, cancel).ConfigureAwait(false);
        return this;
    }

    /// <inheritdoc cref="StorageLevel"/>
    public async Task<StorageLevel> StorageLevelAsync(CancellationToken cancel = default)
    {
        var response = await Session.Client.AnalyzeAsync(request => request.GetStorageLevel = new() { Relation = Relation }, cancel).ConfigureAwait(false);
        return Sql.StorageLevel.FromProto(response.GetStorageLevel.StorageLevel);
    }

    /// <inheritdoc cref="Unpersist"/>
    public async Task<DataFrame> UnpersistAsync(bool blocking = false, CancellationToken cancel = default)
    {
        await Session.Client.AnalyzeAsync(request => request.Unpersist = new() { Relation = Relation, Blocking = blocking }, cancel).ConfigureAwait(false);
        return this;
    }

    /// <inheritdoc cref="Checkpoint"/>
    public Task<DataFrame> CheckpointAsync(bool eager = true, CancellationToken cancel = default) => CheckpointAsync(local: false, eager, null, cancel);

    /// <inheritdoc cref="LocalCheckpoint"/>
    public Task<DataFrame> LocalCheckpointAsync(bool eager = true, StorageLevel? storageLevel = null, CancellationToken cancel = default) =>
        CheckpointAsync(local: true, eager, storageLevel, cancel);

    async Task<DataFrame> CheckpointAsync(bool local, bool eager, StorageLevel? level, CancellationToken cancel)
    {
        var command = new Command { CheckpointCommand = new CheckpointCommand { Relation = Relation, Local = local, Eager = eager, StorageLevel = level?.ToProto() } };
        var kept = await Session.CommandAsync(command, response => response.CheckpointCommandResult?.Relation, cancel).ConfigureAwait(false)
            ?? throw new InvalidOperationException("Spark's server gave no relation for a checkpoint");
        RemoteRelation.Track(Session, kept);
        return new(Session, SparkSession.NewRelation(relation => relation.CachedRemoteRelation = kept));
    }
}
