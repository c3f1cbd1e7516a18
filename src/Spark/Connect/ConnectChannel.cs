using System.Net.Sockets;
using DistributedML.Spark.Connect.Protocol;
using Grpc.Core;
using Grpc.Net.Client;

namespace DistributedML.Spark.Connect;

/// <summary>The connection to a server, shared by the sessions on it and closed with the last.</summary>
sealed class ConnectChannel
{
    const int MaxMessageBytes = 256 << 20;

    // With HTTP/2's own 64 KiB a stream stops for an answer every 64 KiB.
    const int StreamWindowBytes = 16 << 20;

    const int KeepAliveSeconds = 15;

    readonly Lock _lock = new();

    // A replaced connection stays open beside the new one, for its other calls may still be answered.
    readonly List<GrpcChannel> _channels = [];
    int _sessions;

    public ConnectChannel(ConnectAddress address)
    {
        Address = address;
        Headers = address.TokenToSend is { } token ? new() { { "Authorization", $"Bearer {token}" } } : [];
        Service = Connect();
    }

    public ConnectAddress Address { get; }

    public Metadata Headers { get; }

    public RetryPolicy Retry { get; init; } = new();

    public SparkConnectService.SparkConnectServiceClient Service { get; private set; }

    /// <summary>One more session uses the connection.</summary>
    public void Enter()
    {
        lock (_lock) _sessions++;
    }

    /// <summary>A session ends; the last closes the connection.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (--_sessions > 0) return;
            foreach (var channel in _channels) channel.Dispose();
        }
    }

    /// <summary>Makes a new connection in place of one that answers no more, unless another call did so already.</summary>
    public void Replace(SparkConnectService.SparkConnectServiceClient silent)
    {
        lock (_lock)
        {
            if (ReferenceEquals(Service, silent)) Service = Connect();
        }
    }

    SparkConnectService.SparkConnectServiceClient Connect()
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = StreamWindowBytes,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = OpenAsync,
        };
        var channel = GrpcChannel.ForAddress(Address.Uri, new() { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = MaxMessageBytes, MaxSendMessageSize = MaxMessageBytes });
        _channels.Add(channel);
        return new(channel);
    }

    /// <summary>Opens a socket that notices a peer which is gone without a word: gRPC's own pings are taken for an attack by a server that is busy for long.</summary>
    static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds / 3);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
