using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DistributedML.Spark.Connect.Protocol;
using Grpc.Core;
using Microsoft.Spark;
using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Connect;

/// <summary>
/// One session on a Spark Connect server: its calls, as tasks that end when cancelled. A call that finds no way to the server is tried again while that is safe and
/// sensible; what remains is thrown as a <see cref="SparkException"/>.
/// </summary>
sealed class ConnectClient : IAsyncDisposable
{
    static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(5);

    static readonly string DefaultAgent = $"DistributedML.Spark/{typeof(ConnectClient).Assembly.GetName().Version} os/{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")} dotnet/{Environment.Version}";

    readonly ConnectChannel _channel;
    readonly ServerErrors _errors;
    readonly string _agent;

    // Tags belong to the flow of control that set them, as Spark's belong to a thread.
    readonly AsyncLocal<ImmutableSortedSet<string>?> _tags = new();
    string? _serverSession;
    int _closed;

    /// <param name="address">The server.</param>
    /// <param name="retry">When calls are tried again; null for the usual.</param>
    public ConnectClient(ConnectAddress address, RetryPolicy? retry = null) : this(new ConnectChannel(address) { Retry = retry ?? new() }, address.SessionId)
    {
    }

    ConnectClient(ConnectChannel channel, string? sessionId)
    {
        _channel = channel;
        _channel.Enter();
        _errors = new(channel.Address, () => Volatile.Read(ref _serverSession) is not null);
        _agent = channel.Address.UserAgent ?? DefaultAgent;
        SessionId = sessionId ?? Guid.NewGuid().ToString();
        User = new UserContext { UserId = Address.UserId ?? Environment.UserName, UserName = Address.UserId ?? Environment.UserName };
    }

    /// <summary>Called with each plan before it is sent, to put on the server what the plan needs there; null while no plan of this process can need anything.</summary>
    public static Func<ConnectClient, Plan, CancellationToken, Task>? Preparing { get; set; }

    public ConnectAddress Address => _channel.Address;

    public string SessionId { get; }

    public UserContext User { get; }

    /// <summary>Whether the session belongs to another client, which ends it; disposing of this one does nothing.</summary>
    public bool Borrowed { get; init; }

    /// <summary>Whether the session was ended from this side.</summary>
    public bool Closed => Volatile.Read(ref _closed) != 0;

    /// <summary>The tags of operations that start from here.</summary>
    public ImmutableSortedSet<string> Tags
    {
        get => _tags.Value ?? [];
        set => _tags.Value = value;
    }

    /// <summary>Called with every report of a running operation, on the thread that reads its answers.</summary>
    public event Action<ExecutionProgress>? Progressed;

    /// <summary>Called with the metrics that an operation observed in its rows, on the thread that reads its answers.</summary>
    public event Action<ExecutePlanResponse.Types.ObservedMetrics>? Observed;

    internal ConnectChannel Channel => _channel;

    /// <summary>Runs a query or command and yields what the server answers, in order, up to and without its ResultComplete. Cancelling interrupts it on the server.</summary>
    public async IAsyncEnumerable<ExecutePlanResponse> ExecuteAsync(Plan plan, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (Preparing is { } prepare) await prepare(this, plan, cancel).ConfigureAwait(false);
        await using var execution = new Execution(this, plan, Tags);
        while (await execution.NextAsync(cancel).ConfigureAwait(false) is { } response)
        {
            foreach (var metrics in response.ObservedMetrics) Observed?.Invoke(metrics);
            yield return response;
        }
    }

    /// <summary>Asks about a plan; <paramref name="ask"/> sets the question.</summary>
    public Task<AnalyzePlanResponse> AnalyzeAsync(Action<AnalyzePlanRequest> ask, CancellationToken cancel = default)
    {
        var request = new AnalyzePlanRequest();
        ask(request);
        return CallAsync(request, (service, call, options) => service.AnalyzePlanAsync(call, options), cancel);
    }

    /// <summary>Reads or changes the session's configuration.</summary>
    public Task<ConfigResponse> ConfigAsync(ConfigRequest.Types.Operation operation, CancellationToken cancel = default) =>
        CallAsync(new ConfigRequest { Operation = operation }, (service, call, options) => service.ConfigAsync(call, options), cancel);

    /// <summary>Puts artifacts into the session.</summary>
    /// <exception cref="SparkException">The server refused one, for example another of the same name.</exception>
    public Task AddArtifactsAsync(IReadOnlyList<Artifact> artifacts, CancellationToken cancel = default) => TryAsync(async (service, options) =>
    {
        using var call = service.AddArtifacts(options);
        try
        {
            foreach (var message in ArtifactUpload.Messages(artifacts)) await call.RequestStream.WriteAsync(Signed(message), options.CancellationToken).ConfigureAwait(false);
            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // The server ended the call while it was written to: its answer says why.
        }
        var answer = Checked(await call.ResponseAsync.ConfigureAwait(false));
        if (answer.Artifacts.FirstOrDefault(summary => !summary.IsCrcSuccessful) is { } broken) throw new SparkException($"{broken.Name} was damaged on its way to {Address.Place}: its checksum differs there");
        return answer;
    }, cancel);

    /// <summary>Which of these artifacts the session has. The server knows it of the kind <c>cache/</c> alone.</summary>
    public async Task<IReadOnlySet<string>> ExistingArtifactsAsync(IEnumerable<string> names, CancellationToken cancel = default)
    {
        var answer = await CallAsync(new ArtifactStatusesRequest { Names = { names } }, (service, call, options) => service.ArtifactStatusAsync(call, options), cancel).ConfigureAwait(false);
        return answer.Statuses.Where(status => status.Value.Exists).Select(status => status.Key).ToHashSet();
    }

    /// <summary>Interrupts the operations that the request names and answers their ids.</summary>
    public async Task<IReadOnlyList<string>> InterruptAsync(InterruptRequest request, CancellationToken cancel = default) =>
        [.. (await CallAsync(request, (service, call, options) => service.InterruptAsync(call, options), cancel).ConfigureAwait(false)).InterruptedIds];

    /// <summary>Another session on the same connection, with nothing of this one's.</summary>
    public ConnectClient NewSession() => new(_channel, sessionId: null);

    /// <summary>Another session on the same connection, with a copy of this one's settings, views, functions and artifacts.</summary>
    public async Task<ConnectClient> CloneAsync(CancellationToken cancel = default)
    {
        var id = Guid.NewGuid().ToString();
        var answer = await CallAsync(new CloneSessionRequest { NewSessionId = id }, (service, call, options) => service.CloneSessionAsync(call, options), cancel).ConfigureAwait(false);
        return new(_channel, id) { _serverSession = answer.NewServerSideSessionId };
    }

    /// <summary>Ends the session on the server, if there still is one, and the connection with the last session on it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Borrowed || Interlocked.Exchange(ref _closed, 1) != 0) return;
        try
        {
            var options = new CallOptions(_channel.Headers, DateTime.UtcNow + GoodbyeLimit);
            await _channel.Service.ReleaseSessionAsync(Signed(new ReleaseSessionRequest()), options).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // A server that is gone has no session to end.
        }
        _channel.Leave();
    }

    /// <summary>Sets the fields that every request of the session carries.</summary>
    internal T Signed<T>(T request) where T : ISessionRequest
    {
        request.SessionId = SessionId;
        request.UserContext = User;
        request.ClientType = _agent;
        if (request is IObservingRequest observing && Volatile.Read(ref _serverSession) is { } seen) observing.ClientObservedServerSideSessionId = seen;
        return request;
    }

    /// <summary>Takes the server's id of the session from an answer.</summary>
    /// <exception cref="SparkException">It is another than before: the server was started anew.</exception>
    internal T Checked<T>(T response) where T : ISessionResponse
    {
        var id = response.ServerSideSessionId;
        if (id.Length == 0) return response;
        var before = Interlocked.CompareExchange(ref _serverSession, id, null);
        return before is null || before == id
            ? response
            : throw new SparkException($"The Spark server at {Address.Place} was started anew and its sessions are lost: make a new session") { ErrorClass = "INVALID_HANDLE.SESSION_CHANGED" };
    }

    /// <summary>The call's options; without a token of cancelling the call ends when it is disposed of.</summary>
    internal CallOptions Options(CancellationToken cancel, TimeSpan? limit = null) => new(_channel.Headers, limit is { } time ? DateTime.UtcNow + time : null, cancel);

    internal void Report(ExecutionProgress progress) => Progressed?.Invoke(progress);

    internal Task<SparkException> TranslateAsync(RpcException error) => _errors.TranslateAsync(error, async id =>
    {
        try
        {
            return await _channel.Service.FetchErrorDetailsAsync(Signed(new FetchErrorDetailsRequest { ErrorId = id }), Options(default, GoodbyeLimit)).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            return null; // the first error's own text remains
        }
    });

    Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request, Func<SparkConnectService.SparkConnectServiceClient, TRequest, CallOptions, AsyncUnaryCall<TResponse>> call, CancellationToken cancel)
        where TRequest : ISessionRequest where TResponse : ISessionResponse =>
        TryAsync(async (service, options) => Checked(await call(service, Signed(request), options).ConfigureAwait(false)), cancel);

    async Task<T> TryAsync<T>(Func<SparkConnectService.SparkConnectServiceClient, CallOptions, Task<T>> call, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(Closed, typeof(SparkSession));
        var attempts = _channel.Retry.Begin();
        while (true)
        {
            try
            {
                return await call(_channel.Service, Options(cancel)).ConfigureAwait(false);
            }
            catch (RpcException) when (cancel.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancel);
            }
            catch (RpcException error)
            {
                if (!await attempts.WaitAsync(RetryPolicy.Classify(error), cancel).ConfigureAwait(false)) throw await TranslateAsync(error).ConfigureAwait(false);
            }
        }
    }
}
