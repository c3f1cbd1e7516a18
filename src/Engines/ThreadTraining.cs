using DistributedML.Compute;
using DistributedML.Learning;

namespace DistributedML.Engines;

/// <summary>Runs a trainer on threads of this process.</summary>
static class ThreadTraining
{
    /// <summary>The model, which is the same on all ranks.</summary>
    internal static Task<TModel> RunAsync<TRows, TModel>(
        int ranks, ITrainer<TRows, TModel> trainer, Func<int, int, TRows> share, IProgress<TrainingProgress>? progress, CancellationToken cancel) => Task.Run(
        () => ThreadGang.Run(
            ranks,
            (gang, stop) => trainer.Train(share(gang.Rank, gang.Ranks), new Training(gang, gang.Rank == 0 ? progress : null, stop)),
            cancel)[0],
        cancel);
}
