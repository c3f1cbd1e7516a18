using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.StreamingQueryCommand.Types;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>A streaming query on the server. It goes on when this object is gone, until it is stopped, fails, or its session ends.</summary>
public sealed class StreamingQuery
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    readonly SparkSession _session;
    readonly StreamingQueryInstanceId _id;

    internal StreamingQuery(SparkSession session, StreamingQueryInstanceId id, string? name) => (_session, _id, Name) = (session, id, name);

    /// <summary>The name that it was given; null for none.</summary>
    public string? Name { get; }

    /// <summary>The id that its checkpoint keeps: the same after a restart.</summary>
    public string Id => _id.Id;

    /// <summary>The id of this run.</summary>
    public string RunId => _id.RunId;

    /// <summary>Whether it runs.</summary>
    public bool IsActive() => Blocking.Wait(() => IsActiveAsync());

    /// <summary>What it does just now.</summary>
    public StreamingQueryStatus Status() => Blocking.Wait(() => StatusAsync());

    /// <summary>How its latest batch went; null before the first.</summary>
    public StreamingQueryProgress? LastProgress() => Blocking.Wait(() => LastProgressAsync());

    /// <summary>How its latest batches went, as many as <c>spark.sql.streaming.numRecentProgressUpdates</c> says.</summary>
    public IReadOnlyList<StreamingQueryProgress> RecentProgress() => Blocking.Wait(() => RecentProgressAsync());

    /// <summary>Waits until the query ends; throws when it failed.</summary>
    public void AwaitTermination() => Blocking.Wait(() => AwaitTerminationAsync());

    /// <summary>Waits until the query ends, or so many milliseconds; throws when it failed.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool AwaitTermination(long timeoutMs) => Blocking.Wait(() => AwaitTerminationAsync(TimeSpan.FromMilliseconds(timeoutMs)));

    /// <summary>Waits until the query has done all that its source has. For tests: with a source that always gets more it never returns.</summary>
    public void ProcessAllAvailable() => Blocking.Wait(() => ProcessAllAvailableAsync());

    /// <summary>Stops the query and waits until it has.</summary>
    public void Stop() => Blocking.Wait(() => StopAsync());

    /// <summary>Prints how Spark computes the latest batch.</summary>
    public void Explain(bool extended = false) => Console.WriteLine(Blocking.Wait(() => ExplainTextAsync(extended)));

    /// <summary>Why the query failed; null when it did not.</summary>
    public StreamingQueryException? Exception() => Blocking.Wait(() => ExceptionAsync());

    /// <inheritdoc cref="IsActive"/>
    public async Task<bool> IsActiveAsync(CancellationToken cancel = default) =>
        (await AskAsync(command => command.Status = true, result => result.Status, cancel).ConfigureAwait(false)).IsActive;

    /// <inheritdoc cref="Status"/>
    public async Task<StreamingQueryStatus> StatusAsync(CancellationToken cancel = default)
    {
        var status = await AskAsync(command => command.Status = true, result => result.Status, cancel).ConfigureAwait(false);
        return new(status.StatusMessage, status.IsDataAvailable, status.IsTriggerActive);
    }

    /// <inheritdoc cref="LastProgress"/>
    public async Task<StreamingQueryProgress?> LastProgressAsync(CancellationToken cancel = default)
    {
        var progress = await AskAsync(command => command.LastProgress = true, result => result.RecentProgress, cancel).ConfigureAwait(false);
        return progress.RecentProgressJson.Select(StreamingQueryProgress.Parse).LastOrDefault();
    }

    /// <inheritdoc cref="RecentProgress"/>
    public async Task<IReadOnlyList<StreamingQueryProgress>> RecentProgressAsync(CancellationToken cancel = default)
    {
        var progress = await AskAsync(command => command.RecentProgress = true, result => result.RecentProgress, cancel).ConfigureAwait(false);
        return [.. progress.RecentProgressJson.Select(StreamingQueryProgress.Parse)];
    }

    /// <summary>Waits until the query ends; throws when it failed. Cancelling ends the wait, not the query.</summary>
    public async Task AwaitTerminationAsync(CancellationToken cancel = default)
    {
        while (!await AwaitTerminationAsync(Poll, cancel).ConfigureAwait(false))
        {
        }
    }

    /// <summary>Waits until the query ends, or so long; throws when it failed. Cancelling ends the wait, not the query.</summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> AwaitTerminationAsync(TimeSpan timeout, CancellationToken cancel = default)
    {
        var wait = new AwaitTerminationCommand { TimeoutMs = (long)timeout.TotalMilliseconds };
        return (await AskAsync(command => command.AwaitTermination = wait, result => result.AwaitTermination, cancel).ConfigureAwait(false)).Terminated;
    }

    /// <inheritdoc cref="ProcessAllAvailable"/>
    public Task ProcessAllAvailableAsync(CancellationToken cancel = default) => TellAsync(command => command.ProcessAllAvailable = true, cancel);

    /// <inheritdoc cref="Stop"/>
    public Task StopAsync(CancellationToken cancel = default) => TellAsync(command => command.Stop = true, cancel);

    /// <summary>How Spark computes the latest batch.</summary>
    public async Task<string> ExplainTextAsync(bool extended = false, CancellationToken cancel = default) =>
        (await AskAsync(command => command.Explain = new() { Extended = extended }, result => result.Explain, cancel).ConfigureAwait(false)).Result;

    /// <inheritdoc cref="Exception"/>
    public async Task<StreamingQueryException?> ExceptionAsync(CancellationToken cancel = default)
    {
        var answer = await _session.CommandAsync(Command(command => command.Exception = true), response => response.StreamingQueryCommandResult?.Exception, cancel).ConfigureAwait(false);
        return answer is { HasExceptionMessage: true } failure ? new(failure.ExceptionMessage, failure.ErrorClass, failure.StackTrace) : null;
    }

    Task TellAsync(Action<StreamingQueryCommand> set, CancellationToken cancel) => _session.CommandAsync(Command(set), cancel);

    async Task<T> AskAsync<T>(Action<StreamingQueryCommand> set, Func<StreamingQueryCommandResult, T?> pick, CancellationToken cancel)
        where T : class =>
        await _session.CommandAsync(Command(set), response => response.StreamingQueryCommandResult is { } result ? pick(result) : null, cancel).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"Spark's server gave no answer about the streaming query {Name ?? Id}");

    Command Command(Action<StreamingQueryCommand> set)
    {
        var command = new StreamingQueryCommand { QueryId = _id };
        set(command);
        return new Command { StreamingQueryCommand = command };
    }
}
