using System.Net.Sockets;

namespace DistributedML.Spark.Worker;

/// <summary>
/// The bytes that a TCP connection brings, acknowledged at once. Spark sends a task in small pieces, each of which waits (Nagle's algorithm) for the acknowledgement of the one
/// before, and Linux delays that by 40 ms.
/// </summary>
sealed class PromptStream(Socket socket) : NetworkStream(socket)
{
    const int Tcp = 6, QuickAck = 12;   // IPPROTO_TCP and TCP_QUICKACK, which holds for a moment only

    static readonly byte[] On = BitConverter.GetBytes(1);

    // The base class would call the other Read, with an array of its own.
    public override int Read(Span<byte> buffer)
    {
        try
        {
            Socket.SetRawSocketOption(Tcp, QuickAck, On);
            return Socket.Receive(buffer);
        }
        catch (SocketException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
}
