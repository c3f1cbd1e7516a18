using System.Diagnostics;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Silo;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Jobs.Serving;

/// <summary>Sends the table's events from the models' cut on to a running silo, and waits until its shards have applied and stored them all.</summary>
sealed class StreamStage(Pipeline pipeline, StoredEvents events, DmlSilo silo)
{
    const int ProbedKeys = 500;
    const int HashCharacters = 16;
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Runs the stage. Events that the shards have applied before, in this or an earlier process, are not sent again: on every partition as many are
    /// left out as it has consumed.
    /// </summary>
    /// <param name="from">First day sent; null for the table's first.</param>
    /// <param name="isNew">Whether the shards begin with no event: then the topics must be empty, or the state would mix with what is in them.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops; the next run goes on.</param>
    public async Task<StreamResult> Run(DateOnly? from, bool isNew, IProgress<StageProgress> progress, CancellationToken cancel)
    {
        var (_, expected) = await events.CountAsync(from, cancel: cancel);
        var total = expected.Sum();
        var before = await Statuses();
        if (isNew && before.FirstOrDefault(shard => shard.EndOffset > 0) is { } full)
            throw new CommandException(
                $"partition {full.Partition} of deployment {full.Deployment} at {silo.Broker.Bootstrap} already holds {full.EndOffset:N0} events, and the demo fills topics of its own; delete the pipeline's topics, or serve them as they are with 'dml serve'", ExitCode.BadInput);
        var applied = Consumed(before);
        var watch = Stopwatch.StartNew();
        var (p99, failures) = (double.NaN, 0L);
        if (applied < total)
        {
            await using var probe = await QueryProbe.Start(silo, ProbedKeys);
            watch.Restart();
            await Send(from, before, total, progress, cancel);
            await WaitUntilStored(total, progress, cancel);
            watch.Stop();
            (p99, failures) = (probe?.Percentile(0.99) ?? double.NaN, probe?.Failures ?? 0);
        }
        var after = await Statuses();
        var sent = Consumed(after) - applied;
        var hashes = await Task.WhenAll(silo.Deployments.Names.Select(silo.Deployments.StateHash));
        return new(
            StateHash: string.Join('-', hashes.Select(hash => hash[..HashCharacters])), Events: after.Sum(shard => shard.Events), Sent: sent, Seconds: watch.Elapsed.TotalSeconds, EventsPerSecond: sent / watch.Elapsed.TotalSeconds,
            Lag: after.Sum(shard => Math.Max(0, shard.Lag)), DeadLetters: after.Sum(shard => shard.DeadLetters), Outputs: after.Sum(shard => shard.Outputs),
            QueryP99Milliseconds: p99, FailedQueries: failures);
    }

    async Task Send(DateOnly? from, IReadOnlyList<ShardStatus> before, long total, IProgress<StageProgress> progress, CancellationToken cancel)
    {
        var options = new ReplayOptions { MaxLagBytes = silo.Broker.BytesPerPartition * 3 / 4 ?? 0, AlreadyStored = AlreadyStored(before) };
        var report = new Reporter<ReplayReport>(sent => progress.Report(new($"{sent.Events:N0} events sent, at {sent.EventTime:yyyy-MM-dd}", (double)sent.Events / total)));
        var result = await Replayer.RunAsync(silo.Broker.Connection, pipeline, events.ReadAsync(from, cancel: cancel).ToBlockingEnumerable(cancel), options, report, cancel);
        cancel.ThrowIfCancellationRequested();
        if (!result.Completed) throw new CommandException($"the replay ended after {result.Rows:N0} rows", ExitCode.Unavailable);
    }

    /// <summary>How many leading events of each partition need not be sent: those in the topic, or, when the broker has forgotten them, those applied.</summary>
    /// <exception cref="CommandException">Partitions were added: what a partition holds is not the beginning of what would be sent to
    /// it.</exception>
    public static Dictionary<ShardId, long> AlreadyStored(IReadOnlyList<ShardStatus> shards) =>
        shards.FirstOrDefault(shard => shard.FormerPartitions.Count > 0) is { } grown
        ? throw new CommandException($"the topic of deployment {grown.Deployment} had {grown.FormerPartitions[^1]} partitions before, "
            + "so its partitions do not begin with what a replay sends to them; replay from a day on without --resume", ExitCode.BadInput)
        : shards.ToDictionary(shard => new ShardId(shard.Deployment, shard.Partition), shard => Math.Max(shard.EndOffset, shard.Events + shard.DeadLetters));

    async Task WaitUntilStored(long total, IProgress<StageProgress> progress, CancellationToken cancel)
    {
        while (true)
        {
            var shards = await Statuses();
            if (shards.FirstOrDefault(shard => shard.Error is not null) is { } failed)
                throw new CommandException($"shard {failed.Deployment}/{failed.Partition} does not consume: {failed.Error}", ExitCode.Unavailable);
            var applied = Consumed(shards);
            if (applied >= total && shards.All(shard => shard.CheckpointOffset == shard.Offset)) return;
            progress.Report(new($"{applied:N0} of {total:N0} events applied", (double)applied / total));
            await Task.Delay(Poll, cancel);
        }
    }

    async Task<IReadOnlyList<ShardStatus>> Statuses()
    {
        var shards = new List<ShardStatus>();
        foreach (var name in silo.Deployments.Names) shards.AddRange(await silo.Deployments.GetStatus(name));
        return shards;
    }

    static long Consumed(IReadOnlyList<ShardStatus> shards) => shards.Sum(shard => shard.Events + shard.DeadLetters);
}
