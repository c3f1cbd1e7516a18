using DistributedML.Compute;

namespace DistributedML.Learning;

/// <summary>What a training runs with, beside its rows.</summary>
/// <param name="Gang">Where this rank meets the others; <see cref="Solo.Instance"/> for a single machine's single thread.</param>
/// <param name="Progress">Receives the progress; null on all ranks but one.</param>
/// <param name="Cancel">Ends the training with an <see cref="OperationCanceledException"/>.</param>
public sealed record Training(ICollective Gang, IProgress<TrainingProgress>? Progress = null, CancellationToken Cancel = default)
{
    /// <summary>A training on one rank, without progress.</summary>
    public static Training Alone { get; } = new(Solo.Instance);
}
