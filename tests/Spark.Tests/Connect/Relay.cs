using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace DistributedML.Tests.Spark.Connect;

/// <summary>
/// A way to a server that breaks: each connection after as many of the server's bytes as the list says next, then no more. It can have TLS before a server that has none,
/// fall silent instead of breaking, and change what the server says.
/// </summary>
sealed class Relay : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly int _target;
    readonly ConcurrentQueue<long> _limits;
    readonly ConcurrentBag<Socket> _sockets = [];
    readonly Task _accepting;
    int _cuts;

    public Relay(int target, params long[] limits)
    {
        (_target, _limits) = (target, new(limits));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The certificate to clients; null for no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether a connection at its limit stays open and carries nothing any more, in either direction.</summary>
    public bool FallsSilent { get; init; }

    /// <summary>Changes what the server says, in place.</summary>
    public Action<Memory<byte>>? Change { get; init; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var socket in _sockets) socket.Dispose();
        await _accepting;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ConnectAsync(await _listener.AcceptSocketAsync(), _limits.TryDequeue(out var limit) ? limit : long.MaxValue);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // the listener was stopped, while it waited or before
        }
    }

    async Task ConnectAsync(Socket client, long limit)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(client);
        _sockets.Add(server);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var (here, there) = (await SecureAsync(new NetworkStream(client)), new NetworkStream(server));
            var silence = new TaskCompletionSource();
            await Task.WhenAny(CopyAsync(here, there, long.MaxValue, null, silence), CopyAsync(there, here, limit, Change, silence));
        }
        catch (AuthenticationException)
        {
            client.Shutdown(SocketShutdown.Send); // an end in good order, as TLS servers answer what is no TLS
            return;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // one of the two left
        }
        client.Close(0); // with a reset, as a broken network ends
        server.Close(0);
    }

    async Task<Stream> SecureAsync(NetworkStream client)
    {
        if (Certificate is null) return client;
        var secure = new SslStream(client);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] });
        return secure;
    }

    async Task CopyAsync(Stream from, Stream to, long limit, Action<Memory<byte>>? change, TaskCompletionSource silence)
    {
        var buffer = new byte[16 << 10];
        while (limit > 0)
        {
            var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(limit, buffer.Length)));
            if (read == 0) return;
            if (silence.Task.IsCompleted) continue;
            if (limit < long.MaxValue) limit -= read;
            change?.Invoke(buffer.AsMemory(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
        Interlocked.Increment(ref _cuts);
        if (!FallsSilent) return;
        silence.SetResult();
        await Task.Delay(Timeout.Infinite);
    }
}
