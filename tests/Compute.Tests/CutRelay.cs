using System.Net;
using System.Net.Sockets;

namespace DistributedML.Tests.Compute;

/// <summary>Passes connections on until it is cut: from then on nothing arrives, and no end is seen either, as with a cable that is pulled.</summary>
sealed class CutRelay : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly IPEndPoint _target;
    readonly List<Socket> _sockets = [];
    volatile bool _cut;

    public CutRelay(IPEndPoint target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public void Cut() => _cut = true;

    public void Dispose()
    {
        _listener.Stop();
        foreach (var socket in _sockets) socket.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var from = await _listener.AcceptSocketAsync();
                var to = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await to.ConnectAsync(_target);
                _sockets.AddRange([from, to]);
                _ = PassAsync(from, to);
                _ = PassAsync(to, from);
            }
        }
        catch (SocketException)
        {
            // stopped
        }
    }

    async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (_cut) await Task.Delay(Timeout.Infinite);
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // ended
        }
    }
}
