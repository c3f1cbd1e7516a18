using System.Net;
using System.Net.Sockets;

namespace DistributedML.Compute.Tcp;

/// <summary>
/// A rank's place in a gang of processes that meet over TCP. First each process opens its place and tells the others where it is, in whatever way they have (on Spark, its
/// all-gather); then all run the program. The ranks know each other by a secret of the run; whoever does not know it gets no answer. Values are not encrypted.
/// </summary>
public sealed class TcpGang : IDisposable
{
    /// <summary>Least bytes of a secret.</summary>
    public const int SecretLength = 16;

    readonly Socket _listener;

    TcpGang(Socket listener) => _listener = listener;

    /// <summary>Where this place is; another machine reaches it where the address does.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Opens a place on a free port.</summary>
    /// <param name="address">The address of this machine that the other ranks reach.</param>
    public static TcpGang Open(IPAddress address)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(address, 0));
            listener.Listen();
            return new(listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Runs the program as one rank of the gang; returns when all ranks have ended. A gang of one meets nobody.</summary>
    /// <param name="rank">This place's rank, from 0.</param>
    /// <param name="addresses">Where every rank is, in rank order, as "host:port"; this place's own among them.</param>
    /// <param name="secret">The same random bytes for all ranks of a run; at least 16.</param>
    /// <param name="program">What every rank runs. Its token is cancelled when <paramref name="cancel"/> is, and when another rank failed.</param>
    /// <param name="options">How long ranks wait for each other.</param>
    /// <param name="cancel">Ends the gang, on all ranks.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    /// <exception cref="GangException">Another rank failed, is gone or is silent, or the ranks did not make the same calls; the message has the first cause.</exception>
    public T Run<T>(
        int rank, IReadOnlyList<string> addresses, byte[] secret, Func<ICollective, CancellationToken, T> program, TcpGangOptions? options = null,
        CancellationToken cancel = default)
    {
        RankNumber.ThrowIfNone(rank, addresses.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, SecretLength);
        options ??= new();
        options.ThrowIfInvalid();
        cancel.ThrowIfCancellationRequested();
        if (addresses.Count == 1) return program(Solo.Instance, cancel);
        var peers = Mesh.Connect(_listener, rank, addresses, secret, options, cancel);
        using var verdict = new Verdict(rank, [.. peers.OfType<Peer>()], options.SilenceTimeout, cancel);
        using var cancelled = cancel.Register(() => verdict.Fail($"rank {rank} was cancelled"));
        T result;
        try
        {
            result = program(new TcpRank(rank, peers, verdict), verdict.Cancelled);
        }
        catch (Exception error)
        {
            verdict.Fail(error is GangException ? error.Message : $"rank {rank} failed: {error.GetType().Name}: {error.Message}");
            cancel.ThrowIfCancellationRequested();
            // What another rank's failure led to here says less than that failure.
            if (verdict.Cause is { } cause && error is OperationCanceledException or GangException) throw new GangException(cause);
            throw;
        }
        verdict.End();
        cancel.ThrowIfCancellationRequested();
        return verdict.Cause is { } late ? throw new GangException(late) : result;
    }

    /// <summary>Closes the place; a gang that runs goes on.</summary>
    public void Dispose() => _listener.Dispose();
}
