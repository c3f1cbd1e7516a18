using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistributedML.Compute.Tcp;

/// <summary>Whole messages over sockets, of any length.</summary>
static class Wire
{
    /// <summary>Bytes of one call to the system.</summary>
    const int Piece = 1 << 20;

    /// <summary>Sends all bytes.</summary>
    public static void Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
    }

    /// <summary>Sends the bytes at an address, which stay where they are until the task ends.</summary>
    public static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> header, nint address, long length)
    {
        await SendAsync(socket, header).ConfigureAwait(false);
        for (var sent = 0L; sent < length; sent += Piece)
        {
            using var piece = new FixedMemory(address + (nint)sent, (int)Math.Min(Piece, length - sent));
            await SendAsync(socket, piece.Memory).ConfigureAwait(false);
        }
    }

    /// <summary>Fills the values; false when the connection ends before.</summary>
    public static bool TryReceive<T>(Socket socket, Span<T> values) where T : unmanaged
    {
        var most = Math.Max(1, Piece / Unsafe.SizeOf<T>());
        for (; values.Length > 0; values = values[Math.Min(most, values.Length)..])
        {
            if (!TryReceive(socket, MemoryMarshal.AsBytes(values[..Math.Min(most, values.Length)]))) return false;
        }
        return true;
    }

    /// <summary>Fills the bytes; false when the connection ends before.</summary>
    public static bool TryReceive(Socket socket, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = socket.Receive(bytes);
            if (count == 0) return false;
            bytes = bytes[count..];
        }
        return true;
    }

    static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes).ConfigureAwait(false)..];
    }
}
