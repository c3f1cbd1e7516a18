using System.Runtime.CompilerServices;
using DistributedML.Spark.Connect.Protocol;
using Grpc.Core;
using Grpc.Net.Client;

namespace DistributedML.Spark.Connect;

/// <summary>One session on a Spark Connect server: its calls, as tasks that end when cancelled.</summary>
internal sealed class ConnectClient : IAsyncDisposable
{
    const int MaxMessageBytes = 256 << 20;
    const string ClientType = "DistributedML.Spark";

    readonly GrpcChannel _channel;
    readonly SparkConnectService.SparkConnectServiceClient _service;

    public ConnectClient(ConnectAddress address)
    {
        Address = address;
        SessionId = address.SessionId ?? Guid.NewGuid().ToString();
        User = new UserContext { UserId = address.UserId ?? Environment.UserName };
        _channel = GrpcChannel.ForAddress(address.Uri, new GrpcChannelOptions { MaxReceiveMessageSize = MaxMessageBytes, MaxSendMessageSize = MaxMessageBytes });
        _service = new(_channel);
    }

    public ConnectAddress Address { get; }

    public string SessionId { get; }

    public UserContext User { get; }

    /// <summary>Runs a query or command and yields what the server answers, in order, up to and without its ResultComplete.</summary>
    public async IAsyncEnumerable<ExecutePlanResponse> ExecuteAsync(Plan plan, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var request = new ExecutePlanRequest { SessionId = SessionId, UserContext = User, ClientType = ClientType, Plan = plan, OperationId = Guid.NewGuid().ToString() };
        using var call = _service.ExecutePlan(request, cancellationToken: cancel);
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancel).ConfigureAwait(false)) yield return response;
    }

    /// <summary>Asks about a plan; <paramref name="ask"/> sets the question.</summary>
    public async Task<AnalyzePlanResponse> AnalyzeAsync(Action<AnalyzePlanRequest> ask, CancellationToken cancel = default)
    {
        var request = new AnalyzePlanRequest { SessionId = SessionId, UserContext = User, ClientType = ClientType };
        ask(request);
        return await _service.AnalyzePlanAsync(request, cancellationToken: cancel).ConfigureAwait(false);
    }

    /// <summary>Reads or changes the session's configuration.</summary>
    public async Task<ConfigResponse> ConfigAsync(ConfigRequest.Types.Operation operation, CancellationToken cancel = default) =>
        await _service.ConfigAsync(new() { SessionId = SessionId, UserContext = User, ClientType = ClientType, Operation = operation }, cancellationToken: cancel).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _service.ReleaseSessionAsync(new() { SessionId = SessionId, UserContext = User, ClientType = ClientType }).ConfigureAwait(false);
        _channel.Dispose();
    }
}
