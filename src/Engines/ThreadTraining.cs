using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Learning;
using DistributedML.Models;

namespace DistributedML.Engines;

/// <summary>
/// Runs a trainer on threads of this process. The query's batches go to all ranks as they come, and each rank's reader keeps what is its own; a rank that
/// reads slowly holds the query back.
/// </summary>
static class ThreadTraining
{
    const int BatchesAhead = 8;

    /// <summary>The model, which is the same on all ranks.</summary>
    internal static async Task<TModel> RunAsync<TRows, TModel>(
        IAsyncEnumerable<RecordBatch> query, int ranks, IRowReader<TRows> reader, ITrainer<TRows, TModel> trainer, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        if (trainer is IWholeTableTrainer<TRows, TModel> && !reader.IsWhole)
            throw new ArgumentException($"{trainer.GetType().Name} needs all rows on every rank; {reader.GetType().Name} reads shares");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var readers = reader.IsWhole ? 1 : ranks;
        var feeds = Enumerable.Range(0, readers).Select(_ => new BlockingCollection<RecordBatch>(BatchesAhead)).ToList();
        var feeding = Task.Run(() => Feed(query, feeds, stop.Token), CancellationToken.None);
        try
        {
            return await Task.Run(() => Train(), CancellationToken.None);
        }
        catch when (feeding.IsFaulted)
        {
            throw feeding.Exception!.InnerException!;   // the ranks' errors follow from the query's
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            feeds.ForEach(feed => feed.Dispose());
        }

        TModel Train()
        {
            var whole = reader.IsWhole ? Read(Solo.Instance, cancel) : default;
            return ThreadGang.Run(ranks, (gang, token) => trainer.Train(
                reader.IsWhole ? whole! : Read(gang, token), new Training(gang, gang.Rank == 0 ? progress : null, token)), cancel)[0];
        }

        TRows Read(ICollective gang, CancellationToken token)
        {
            var rows = reader.Read(feeds[gang.Rank].GetConsumingEnumerable(token), gang);
            if (feeding.IsFaulted) ExceptionDispatchInfo.Throw(feeding.Exception!.InnerException!);
            return rows;
        }
    }

    static async Task Feed(IAsyncEnumerable<RecordBatch> query, List<BlockingCollection<RecordBatch>> feeds, CancellationToken stop)
    {
        try
        {
            await foreach (var batch in query.WithCancellation(stop))
            {
                foreach (var feed in feeds) feed.Add(batch, stop);
            }
        }
        finally
        {
            feeds.ForEach(feed => feed.CompleteAdding());
        }
    }
}
