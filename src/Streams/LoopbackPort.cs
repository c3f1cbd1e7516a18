using System.Net;
using System.Net.Sockets;

namespace DistributedML.Streams;

/// <summary>
/// Free ports of the loopback address. They lie below those that systems give to outgoing connections: while a server on such a port restarts, a client that tries
/// again and again would be given the very port as its own, connect to itself and keep the server out.
/// </summary>
static class LoopbackPort
{
    const int First = 15_000;
    const int End = 32_000;

    /// <summary>A port that nobody listened on a moment ago.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken; another one
            }
        }
    }
}
