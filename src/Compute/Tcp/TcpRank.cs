using System.Buffers.Binary;
using System.Net.Sockets;
using System.Numerics;
using System.Text;

namespace DistributedML.Compute.Tcp;

/// <summary>
/// One rank's view of a <see cref="TcpGang"/>. In every call each rank says to each other which call it makes; values go straight from the rank that has them to the one
/// that needs them. A long reduction moves as many bytes as a ring's, 2 (n − 1) / n of the values from each rank, in two steps instead of 2 (n − 1), and sums in rank
/// order, which a ring does not.
/// </summary>
sealed unsafe class TcpRank(int rank, Peer?[] peers, Verdict verdict) : ICollective
{
    /// <summary>Messages up to this length fit in the system's buffers and are sent on the spot.</summary>
    const int SmallBytes = 32 << 10;

    /// <summary>Values that are received and reduced at a time.</summary>
    const int ReducedAtOnce = 32 << 10;

    public int Rank => rank;

    public int Ranks => peers.Length;

    /// <summary>Bytes that this rank has sent.</summary>
    public long BytesSent { get; private set; }

    public void AllReduce<T>(Span<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T>
    {
        Reducer.ThrowIfUndefined(reduction);
        if (values.Length <= Reducer.Short)
        {
            Reduce<T>($"AllReduce by {reduction}", values, _ => Range.All, reduction).CopyTo(values);
            return;
        }
        var length = values.Length;
        var own = Reduce<T>($"AllReduce by {reduction}", values, other => Chunk.Of(length, other, Ranks), reduction);
        own.CopyTo(values[Chunk.Of(length, rank, Ranks)]);
        fixed (T* all = values)
        {
            var (to, call) = ((nint)all, Describe<T>("AllReduce's chunks", length));
            Exchange<T>(call, own, _ => Range.All, (peer, _) =>
            {
                var (from, count) = Chunk.Of(length, peer.Rank, Ranks).GetOffsetAndLength(length);
                Receive(peer, call, new Span<T>((T*)to + from, count));
            });
        }
    }

    public T[] ReduceScatter<T>(ReadOnlySpan<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T>
    {
        Reducer.ThrowIfUndefined(reduction);
        var length = values.Length;
        return Reduce($"ReduceScatter by {reduction}", values, other => Chunk.Of(length, other, Ranks), reduction);
    }

    public T[][] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var parts = new T[Ranks][];
        parts[rank] = values.ToArray();
        var call = Describe<T>("AllGather", -1);
        Exchange(call, values, _ => Range.All, (peer, bytes) => Receive(peer, call, parts[peer.Rank] = new T[bytes / sizeof(T)]));
        return parts;
    }

    public T[][] Gather<T>(ReadOnlySpan<T> values, int root) where T : unmanaged
    {
        RankNumber.ThrowIfNone(root, Ranks);
        var parts = rank == root ? new T[Ranks][] : [];
        if (rank == root) parts[rank] = values.ToArray();
        var call = Describe<T>($"Gather to {root}", -1);
        Exchange(call, values, other => other == root ? Range.All : 0..0, (peer, bytes) =>
        {
            if (rank == root) Receive(peer, call, parts[peer.Rank] = new T[bytes / sizeof(T)]);
        });
        return parts;
    }

    public void Broadcast<T>(Span<T> values, int root) where T : unmanaged
    {
        RankNumber.ThrowIfNone(root, Ranks);
        var length = values.Length;
        fixed (T* all = values)
        {
            var (to, call) = ((nint)all, Describe<T>($"Broadcast from {root}", length));
            Exchange<T>(call, values, _ => rank == root ? Range.All : 0..0, (peer, _) =>
            {
                if (peer.Rank == root) Receive(peer, call, new Span<T>((T*)to, length));
            });
        }
    }

    public void Barrier() => Exchange<byte>("Barrier", [], _ => Range.All, (_, _) => { });

    /// <summary>Sends each rank the part that it reduces, and reduces this rank's own, from rank 0 up.</summary>
    T[] Reduce<T>(string name, ReadOnlySpan<T> values, Func<int, Range> partOf, Reduction reduction) where T : unmanaged, INumber<T>
    {
        var call = Describe<T>(name, values.Length);
        var own = values[partOf(rank)].ToArray();
        var reduced = new T[own.Length];
        var buffer = new T[Math.Min(ReducedAtOnce, own.Length)];
        var next = 0;
        Exchange(call, values, partOf, (peer, _) =>
        {
            if (rank < peer.Rank && next == rank) Add(own);
            for (var at = 0; at < own.Length; at += buffer.Length)
            {
                var part = buffer.AsSpan(0, Math.Min(buffer.Length, own.Length - at));
                Receive(peer, call, part);
                if (next == 0) part.CopyTo(reduced.AsSpan(at));
                else Reducer.Add(reduced.AsSpan(at, part.Length), part, reduction);
            }
            next++;
        });
        if (next == rank) Add(own);
        return reduced;

        void Add(T[] mine)
        {
            if (next == 0) mine.CopyTo(reduced, 0);
            else Reducer.Add(reduced, mine, reduction);
            next++;
        }
    }

    /// <summary>Makes a call with all others: sends each its part of the values, and takes what each sends, in rank order.</summary>
    /// <param name="call">Which call it is; the others must make the same.</param>
    /// <param name="values">This rank's values.</param>
    /// <param name="partOf">The part of them that a rank gets.</param>
    /// <param name="take">Receives a peer's values, of so many bytes.</param>
    void Exchange<T>(string call, ReadOnlySpan<T> values, Func<int, Range> partOf, Action<Peer, long> take) where T : unmanaged
    {
        verdict.Cancelled.ThrowIfCancellationRequested();
        fixed (T* first = values)
        {
            var sending = new List<(Peer Peer, Task Task)>();
            try
            {
                foreach (var peer in Others())
                {
                    var (from, count) = partOf(peer.Rank).GetOffsetAndLength(values.Length);
                    sending.Add((peer, Send(peer, call, (nint)(first + from), (long)count * sizeof(T))));
                }
                foreach (var peer in Others()) take(peer, Meet(peer, call));
            }
            catch (GangException failure)
            {
                verdict.Fail(failure.Message);   // so that nobody waits for the rest of what is under way
                throw;
            }
            finally
            {
                Settle(sending, call);   // the values stay where they are until the system has them
            }
        }
    }

    IEnumerable<Peer> Others() => peers.OfType<Peer>();

    Task Send(Peer peer, string call, nint address, long bytes)
    {
        var header = Header(call, bytes);
        BytesSent += header.Length + bytes;
        if (header.Length + bytes > SmallBytes) return Wire.SendAsync(peer.Data, header, address, bytes);
        try
        {
            Wire.Send(peer.Data, [.. header, .. new ReadOnlySpan<byte>((void*)address, (int)bytes)]);
            return Task.CompletedTask;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw verdict.Explain(peer, call);
        }
    }

    /// <summary>Reads which call a peer makes, and how many bytes follow.</summary>
    long Meet(Peer peer, string call)
    {
        Span<byte> lengths = stackalloc byte[12];
        Receive(peer, call, lengths);
        var text = new byte[Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(lengths), 0, 1_000)];
        Receive<byte>(peer, call, text);
        var other = Encoding.UTF8.GetString(text);
        if (other != call) throw new GangException($"the ranks' calls differ: rank {rank} makes {call}, rank {peer.Rank} makes {other}");
        return BinaryPrimitives.ReadInt64LittleEndian(lengths[4..]);
    }

    void Receive<T>(Peer peer, string call, Span<T> values) where T : unmanaged
    {
        try
        {
            if (Wire.TryReceive(peer.Data, values)) return;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // What happened, its control channel says.
        }
        throw verdict.Explain(peer, call);
    }

    void Settle(List<(Peer Peer, Task Task)> sending, string call)
    {
        GangException? broken = null;
        foreach (var (peer, task) in sending)
        {
            try
            {
                task.GetAwaiter().GetResult();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                broken ??= verdict.Explain(peer, call);
            }
        }
        if (broken is not null) throw broken;
    }

    static byte[] Header(string call, long bytes)
    {
        var header = new byte[12 + Encoding.UTF8.GetByteCount(call)];
        BinaryPrimitives.WriteInt32LittleEndian(header, header.Length - 12);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(4), bytes);
        Encoding.UTF8.GetBytes(call, header.AsSpan(12));
        return header;
    }

    static string Describe<T>(string name, int length) => new Post(name, typeof(T), length, null).ToString();
}
