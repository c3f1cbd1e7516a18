using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace DistributedML.Compute.Tcp;

/// <summary>
/// How two ranks prove to each other that they know the gang's secret. The one that connects begins, so a stranger gets no byte; each proof covers a number that the
/// other has just drawn, so a recorded conversation opens nothing.
/// </summary>
static class Handshake
{
    const int NonceLength = 16, ProofLength = HMACSHA256.HashSizeInBytes;
    const int NameLength = 8 + 4 + 4 + 1;   // greeting, from, to, channel
    static ReadOnlySpan<byte> Greeting => "DML-gang"u8;

    /// <summary>Speaks first; false when the other side does not know the secret.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public static bool Connect(Socket socket, byte[] secret, int from, int to, Channel channel)
    {
        Span<byte> hello = stackalloc byte[NameLength + NonceLength + ProofLength];
        Name(hello, from, to, channel);
        var nonce = hello.Slice(NameLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        Prove(secret, hello[..(NameLength + NonceLength)], hello[(NameLength + NonceLength)..]);
        Wire.Send(socket, hello);
        Span<byte> answer = stackalloc byte[NonceLength + ProofLength];
        if (!Wire.TryReceive(socket, answer) || !Proves(secret, [.. hello, .. answer[..NonceLength]], answer[NonceLength..]))
            return false;
        Span<byte> last = stackalloc byte[ProofLength];
        Prove(secret, [.. answer, .. hello], last);
        Wire.Send(socket, last);
        return true;
    }

    /// <summary>Listens first; null for a stranger, who is told nothing.</summary>
    /// <exception cref="SocketException">The connection broke, or the other side took too long.</exception>
    public static (int From, Channel Channel)? Accept(Socket socket, byte[] secret, int to)
    {
        Span<byte> hello = stackalloc byte[NameLength + NonceLength + ProofLength];
        if (!Wire.TryReceive(socket, hello)) return null;
        var (from, channel) = (BinaryPrimitives.ReadInt32LittleEndian(hello[8..]), (Channel)hello[16]);
        Span<byte> expected = stackalloc byte[NameLength];
        Name(expected, from, to, channel);
        if (!hello[..NameLength].SequenceEqual(expected) || !Enum.IsDefined(channel)) return null;
        if (!Proves(secret, hello[..(NameLength + NonceLength)], hello[(NameLength + NonceLength)..])) return null;
        Span<byte> answer = stackalloc byte[NonceLength + ProofLength];
        RandomNumberGenerator.Fill(answer[..NonceLength]);
        Prove(secret, [.. hello, .. answer[..NonceLength]], answer[NonceLength..]);
        Wire.Send(socket, answer);
        Span<byte> last = stackalloc byte[ProofLength];
        return Wire.TryReceive(socket, last) && Proves(secret, [.. answer, .. hello], last) ? (from, channel) : null;
    }

    static void Name(Span<byte> name, int from, int to, Channel channel)
    {
        Greeting.CopyTo(name);
        BinaryPrimitives.WriteInt32LittleEndian(name[8..], from);
        BinaryPrimitives.WriteInt32LittleEndian(name[12..], to);
        name[16] = (byte)channel;
    }

    static void Prove(byte[] secret, ReadOnlySpan<byte> text, Span<byte> proof) => HMACSHA256.HashData(secret, text, proof);

    static bool Proves(byte[] secret, ReadOnlySpan<byte> text, ReadOnlySpan<byte> proof)
    {
        Span<byte> right = stackalloc byte[ProofLength];
        Prove(secret, text, right);
        return CryptographicOperations.FixedTimeEquals(right, proof);
    }
}
