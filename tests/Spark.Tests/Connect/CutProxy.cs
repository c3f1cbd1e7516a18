using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DistributedML.Tests.Spark.Connect;

/// <summary>A way to a server that breaks: each connection after as many of the server's bytes as the list says next, then no more.</summary>
sealed class CutProxy : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly int _target;
    readonly ConcurrentQueue<long> _limits;
    readonly ConcurrentBag<Socket> _sockets = [];
    readonly Task _accepting;
    int _cuts;

    public CutProxy(int target, params long[] limits)
    {
        (_target, _limits) = (target, new(limits));
        _listener.Start();
        _accepting = AcceptAsync();
    }

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
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(IPAddress.Loopback, _target);
                _sockets.Add(client);
                _sockets.Add(server);
                _ = CopyAsync(client, server, long.MaxValue);
                _ = CopyAsync(server, client, _limits.TryDequeue(out var limit) ? limit : long.MaxValue);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // the listener was stopped
        }
    }

    async Task CopyAsync(Socket from, Socket to, long limit)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (limit > 0)
            {
                var read = await from.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(limit, buffer.Length)));
                if (read == 0) break;
                await to.SendAsync(buffer.AsMemory(0, read));
                limit -= read;
            }
            if (limit == 0) Interlocked.Increment(ref _cuts);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // the other direction was cut
        }
        from.Close(0); // with a reset, as a broken network ends
        to.Close(0);
    }
}
