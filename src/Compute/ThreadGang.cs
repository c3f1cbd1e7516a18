using System.Runtime.ExceptionServices;

namespace DistributedML.Compute;

/// <summary>
/// A gang of threads in this process: runs one program on n ranks and returns what each made. When a rank throws, the others are ended at
/// their next meeting and the first error surfaces; no rank is left waiting.
/// </summary>
public static class ThreadGang
{
    /// <summary>Runs the program on every rank and returns the results in rank order. One rank runs on the calling thread.</summary>
    /// <param name="ranks">How many threads; at least 1.</param>
    /// <param name="program">What each rank runs. Its token is cancelled when <paramref name="cancel"/> is, and when another rank failed.</param>
    /// <param name="cancel">Ends all ranks.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    /// <exception cref="GangException">The ranks did not make the same calls.</exception>
    public static T[] Run<T>(int ranks, Func<ICollective, CancellationToken, T> program, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ranks, 1);
        cancel.ThrowIfCancellationRequested();
        if (ranks == 1) return [program(Solo.Instance, cancel)];
        using var meeting = new Meeting(ranks, cancel);
        var results = new T[ranks];
        var threads = new Thread[ranks - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var rank = i + 1;
            threads[i] = new Thread(() => RunRank(rank)) { IsBackground = true, Name = $"gang rank {rank}" };
            threads[i].Start();
        }
        RunRank(0);
        foreach (var thread in threads) thread.Join();
        if (meeting.Error is OperationCanceledException) cancel.ThrowIfCancellationRequested();
        if (meeting.Error is { } error) ExceptionDispatchInfo.Throw(error);
        return results;

        void RunRank(int rank)
        {
            try
            {
                results[rank] = program(new ThreadRank(rank, meeting), meeting.Cancelled);
                meeting.Leave(rank);
            }
            catch (Exception error)
            {
                meeting.Fail(error);
            }
        }
    }
}
