using System.Collections.Concurrent;
using DistributedML.Streams;
using Microsoft.Data.Sqlite;

namespace DistributedML.Grains.Checkpoints;

/// <summary>
/// Checkpoints in one SQLite file. One thread does all of the work and puts what several shards ask for at once into one transaction. The file's
/// journal is written ahead and reaches the disk at the system's leisure: a killed process loses nothing, a power cut at most the last
/// transactions as a whole.
/// </summary>
public sealed class SqliteCheckpointStore : ICheckpointStore
{
    const int MostJobsPerTransaction = 64;
    readonly BlockingCollection<Job> _jobs = [];
    readonly SqliteCheckpointTables _tables;
    readonly Thread _thread;

    /// <summary>Opens the file; makes it where there is none.</summary>
    /// <exception cref="IOException">It cannot be opened, or is no database.</exception>
    public SqliteCheckpointStore(string file)
    {
        _tables = new SqliteCheckpointTables(file);
        _thread = BackgroundThread.Start("checkpoints", Work);
    }

    /// <inheritdoc/>
    public Task<ShardCheckpoint> Open(ShardId shard, CancellationToken cancel = default)
    {
        var opening = new Asking<ShardCheckpoint>(tables => tables.Open(shard));
        return Add(opening, opening.Result.Task);
    }

    /// <inheritdoc/>
    public Task Write(CheckpointWrite write)
    {
        var writing = new Writing(write);
        return Add(writing, writing.Result.Task);
    }

    /// <inheritdoc/>
    public Task<int> Shards(string deployment)
    {
        var counting = new Asking<int>(tables => tables.Shards(deployment));
        return Add(counting, counting.Result.Task);
    }

    /// <inheritdoc/>
    public Task Spread(IReadOnlyList<CheckpointWrite> shards)
    {
        var spreading = new Spreading(shards);
        return Add(spreading, spreading.Result.Task);
    }

    /// <summary>Finishes what was asked for and closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        if (_jobs.IsAddingCompleted) return ValueTask.CompletedTask;
        _jobs.CompleteAdding();
        return new ValueTask(Task.Run(() =>
        {
            _thread.Join();
            _tables.Dispose();
        }));
    }

    TTask Add<TTask>(Job job, TTask result)
    {
        _jobs.Add(job);
        return result;
    }

    void Work()
    {
        var jobs = new List<Job>();
        foreach (var first in _jobs.GetConsumingEnumerable())
        {
            jobs.Add(first);
            while (jobs.Count < MostJobsPerTransaction && _jobs.TryTake(out var next)) jobs.Add(next);
            try
            {
                _tables.InTransaction(() => jobs.ForEach(job => job.Run(_tables)));
                jobs.ForEach(job => job.Succeed());
            }
            catch (Exception exception)
            {
                var failure = exception is SqliteException sqlite ? new IOException($"checkpoints cannot be written to {_tables.File}: {sqlite.Message}", sqlite) : exception;
                jobs.ForEach(job => job.Fail(failure));
            }
            jobs.Clear();
        }
    }

    abstract class Job
    {
        internal abstract void Run(SqliteCheckpointTables tables);

        internal abstract void Succeed();

        internal abstract void Fail(Exception exception);
    }

    sealed class Asking<T>(Func<SqliteCheckpointTables, T> ask) : Job
    {
        T _answer = default!;

        internal TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal override void Run(SqliteCheckpointTables tables) => _answer = ask(tables);

        internal override void Succeed() => Result.SetResult(_answer);

        internal override void Fail(Exception exception) => Result.SetException(exception);
    }

    sealed class Writing(CheckpointWrite write) : Change([write])
    {
        protected override void Write(SqliteCheckpointTables tables) => tables.Write(Writes[0]);
    }

    sealed class Spreading(IReadOnlyList<CheckpointWrite> shards) : Change(shards)
    {
        protected override void Write(SqliteCheckpointTables tables) => tables.Spread(Writes);
    }

    abstract class Change(IReadOnlyList<CheckpointWrite> writes) : Job
    {
        StaleEpochException? _refusal;

        protected IReadOnlyList<CheckpointWrite> Writes => writes;

        internal TaskCompletionSource Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // A refused write has changed nothing, so that the other shards' part of the transaction goes on.
        internal override void Run(SqliteCheckpointTables tables)
        {
            foreach (var write in writes)
            {
                var current = tables.Epoch(write.Shard);
                if (current == write.Epoch) continue;
                _refusal = new StaleEpochException(write.Shard, write.Epoch, current);
                return;
            }
            Write(tables);
        }

        protected abstract void Write(SqliteCheckpointTables tables);

        internal override void Succeed()
        {
            if (_refusal is null) Result.SetResult();
            else Result.SetException(_refusal);
        }

        internal override void Fail(Exception exception) => Result.SetException(exception);
    }
}
