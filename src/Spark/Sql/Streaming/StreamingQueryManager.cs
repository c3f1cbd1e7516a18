using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>The streaming queries of a session; made by <see cref="SparkSession.Streams"/>.</summary>
public sealed class StreamingQueryManager
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    readonly SparkSession _session;

    internal StreamingQueryManager(SparkSession session) => (_session, Listeners) = (session, new(session));

    internal ListenerBus Listeners { get; }

    /// <summary>The queries that run.</summary>
    public IEnumerable<StreamingQuery> Active() => Blocking.Wait(() => ActiveAsync());

    /// <summary>A query that runs, by its id.</summary>
    /// <exception cref="KeyNotFoundException">None has the id.</exception>
    public StreamingQuery Get(string id) => Blocking.Wait(() => GetAsync(id));

    /// <summary>Waits until a query ends, one that ended since the session's start or <see cref="ResetTerminated"/> included; throws when it failed.</summary>
    public void AwaitAnyTermination() => Blocking.Wait(() => AwaitAnyTerminationAsync());

    /// <summary>Waits as <see cref="AwaitAnyTermination()"/>, but at most so many milliseconds.</summary>
    public void AwaitAnyTermination(long timeoutMs) => Blocking.Wait(() => AwaitAnyTerminationAsync(TimeSpan.FromMilliseconds(timeoutMs)));

    /// <summary>Forgets the queries that ended, so that <see cref="AwaitAnyTermination()"/> waits for the next one.</summary>
    public void ResetTerminated() => Blocking.Wait(() => ResetTerminatedAsync());

    /// <summary>From now on the listener hears of all streaming queries.</summary>
    public void AddListener(StreamingQueryListener listener) => Blocking.Wait(() => AddListenerAsync(listener));

    /// <summary>The listener hears no more.</summary>
    public void RemoveListener(StreamingQueryListener listener) => Blocking.Wait(() => RemoveListenerAsync(listener));

    /// <summary>The listeners.</summary>
    public IReadOnlyList<StreamingQueryListener> ListListeners() => Listeners.Listeners;

    /// <inheritdoc cref="Active"/>
    public async Task<IReadOnlyList<StreamingQuery>> ActiveAsync(CancellationToken cancel = default)
    {
        var result = await AskAsync(new() { Active = true }, cancel).ConfigureAwait(false);
        return [.. result.Active.ActiveQueries.Select(Query)];
    }

    /// <inheritdoc cref="Get"/>
    public async Task<StreamingQuery> GetAsync(string id, CancellationToken cancel = default)
    {
        var result = await AskAsync(new() { GetQuery = id }, cancel).ConfigureAwait(false);
        return result.Query is { } query ? Query(query) : throw new KeyNotFoundException($"No streaming query that runs has the id {id}");
    }

    /// <inheritdoc cref="AwaitAnyTermination()"/>
    public async Task AwaitAnyTerminationAsync(CancellationToken cancel = default)
    {
        while (!await AwaitAnyTerminationAsync(Poll, cancel).ConfigureAwait(false))
        {
        }
    }

    /// <summary>Waits as <see cref="AwaitAnyTermination()"/>, but at most so long.</summary>
    /// <returns>Whether one has ended.</returns>
    public async Task<bool> AwaitAnyTerminationAsync(TimeSpan timeout, CancellationToken cancel = default) =>
        (await AskAsync(new() { AwaitAnyTermination = new() { TimeoutMs = (long)timeout.TotalMilliseconds } }, cancel).ConfigureAwait(false)).AwaitAnyTermination.Terminated;

    /// <inheritdoc cref="ResetTerminated"/>
    public Task ResetTerminatedAsync(CancellationToken cancel = default) => AskAsync(new() { ResetTerminated = true }, cancel);

    /// <inheritdoc cref="AddListener"/>
    public Task AddListenerAsync(StreamingQueryListener listener, CancellationToken cancel = default) => Listeners.AddAsync(listener, cancel);

    /// <inheritdoc cref="RemoveListener"/>
    public Task RemoveListenerAsync(StreamingQueryListener listener, CancellationToken cancel = default) => Listeners.RemoveAsync(listener, cancel);

    StreamingQuery Query(StreamingQueryManagerCommandResult.Types.StreamingQueryInstance query) =>
        new(_session, query.Id, query.HasName && query.Name.Length > 0 ? query.Name : null);

    async Task<StreamingQueryManagerCommandResult> AskAsync(StreamingQueryManagerCommand command, CancellationToken cancel) =>
        await _session.CommandAsync(new Command { StreamingQueryManagerCommand = command }, response => response.StreamingQueryManagerCommandResult, cancel).ConfigureAwait(false)
        ?? throw new InvalidOperationException("Spark's server gave no answer about its streaming queries");
}
