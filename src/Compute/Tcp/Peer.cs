using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace DistributedML.Compute.Tcp;

/// <summary>Another rank of the gang, as seen from this one.</summary>
/// <param name="rank">Its number.</param>
/// <param name="address">Where it listens, for people.</param>
sealed class Peer(int rank, string address) : IDisposable
{
    public int Rank => rank;

    public Socket Data { get; set; } = null!;

    public Socket Control { get; set; } = null!;

    /// <summary>When it was heard last, by <see cref="Environment.TickCount64"/>.</summary>
    public long Heard { get; set; } = Environment.TickCount64;

    /// <summary>Whether its program has ended well.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether its control channel has ended.</summary>
    public bool IsGone { get; set; }

    /// <summary>Bytes of its control channel that are not taken yet.</summary>
    public List<byte> Unread { get; } = [];

    public bool IsConnected => Data is not null && Control is not null;

    /// <summary>Takes a message of its control channel: a byte that says what it is, two that say how long its text is, and the text; null when there is no whole one.</summary>
    public (byte Kind, string Text)? TakeMessage()
    {
        if (Unread.Count < 3) return null;
        var length = Unread[1] | Unread[2] << 8;
        if (Unread.Count < 3 + length) return null;
        var message = (Unread[0], Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(Unread).Slice(3, length)));
        Unread.RemoveRange(0, 3 + length);
        return message;
    }

    public override string ToString() => $"rank {rank} at {address}";

    public void Dispose()
    {
        Data?.Dispose();
        Control?.Dispose();
    }
}
