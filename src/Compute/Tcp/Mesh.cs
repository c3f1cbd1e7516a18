using System.Net;
using System.Net.Sockets;

namespace DistributedML.Compute.Tcp;

/// <summary>Connects every two ranks of a gang, by one channel for values and one for control.</summary>
static class Mesh
{
    static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(50), HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Strangers that may be listened to at a time.</summary>
    const int MostStrangers = 16;

    /// <summary>A rank connects to those before it and waits for those after it.</summary>
    /// <returns>The others in rank order; null for the rank itself.</returns>
    /// <exception cref="GangException">Not all come within the time, or what listens somewhere is not of this gang.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Peer?[] Connect(Socket listener, int rank, IReadOnlyList<string> addresses, byte[] secret, TcpGangOptions options, CancellationToken cancel)
    {
        var peers = addresses.Select((address, number) => number == rank ? null : new Peer(number, address)).ToArray();
        var deadline = Environment.TickCount64 + (long)options.ConnectTimeout.TotalMilliseconds;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            using var all = new CountdownEvent(Math.Max(1, 2 * (addresses.Count - 1 - rank)));
            if (rank == addresses.Count - 1) all.Signal();
            var accepting = AcceptAsync(listener, rank, peers, secret, all, stop.Token);
            foreach (var peer in peers.Take(rank))
            {
                peer!.Data = Reach(peer, addresses[peer.Rank], secret, rank, Channel.Data, deadline, cancel);
                peer.Control = Reach(peer, addresses[peer.Rank], secret, rank, Channel.Control, deadline, cancel);
            }
            if (!all.Wait((int)Math.Max(0, deadline - Environment.TickCount64), cancel))
            {
                var missing = peers.Where(peer => peer is { IsConnected: false });
                throw new GangException($"{string.Join(" and ", missing)} did not come within {options.ConnectTimeout.TotalSeconds:0} s; a gang begins when all are there");
            }
            stop.Cancel();
            accepting.Wait(CancellationToken.None);
            return peers;
        }
        catch
        {
            stop.Cancel();
            foreach (var peer in peers) peer?.Dispose();
            throw;
        }
    }

    static Socket Reach(Peer peer, string address, byte[] secret, int rank, Channel channel, long deadline, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                var left = TimeSpan.FromMilliseconds(Math.Max(1, deadline - Environment.TickCount64));
                using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                late.CancelAfter(left);
                socket.ConnectAsync(EndPointOf(address), late.Token).AsTask().GetAwaiter().GetResult();
                Limit(socket, HandshakeTimeout);
                if (!Handshake.Connect(socket, secret, rank, peer.Rank, channel)) throw new GangException($"what listens at {address} is not rank {peer.Rank} of this gang");
                Limit(socket, TimeSpan.Zero);
                return socket;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
            {
                socket.Dispose();
                if (Environment.TickCount64 >= deadline) throw new GangException($"{peer} cannot be reached: {error.Message}");
                cancel.WaitHandle.WaitOne(Retry);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    static async Task AcceptAsync(Socket listener, int rank, Peer?[] peers, byte[] secret, CountdownEvent all, CancellationToken stop)
    {
        using var room = new SemaphoreSlim(2 * peers.Length + MostStrangers);
        var greetings = new List<Task>();
        try
        {
            while (true)
            {
                await room.WaitAsync(stop).ConfigureAwait(false);
                var socket = await listener.AcceptAsync(stop).ConfigureAwait(false);
                greetings.RemoveAll(greeting => greeting.IsCompleted);
                greetings.Add(Task.Run(() => Greet(socket, rank, peers, secret, all, room), CancellationToken.None));
            }
        }
        catch (OperationCanceledException)
        {
            // All are there, or the gang does not come about.
        }
        await Task.WhenAll(greetings).ConfigureAwait(false);
    }

    static void Greet(Socket socket, int rank, Peer?[] peers, byte[] secret, CountdownEvent all, SemaphoreSlim room)
    {
        var taken = false;
        try
        {
            socket.NoDelay = true;
            Limit(socket, HandshakeTimeout);
            if (Handshake.Accept(socket, secret, rank) is not var (from, channel) || from <= rank || from >= peers.Length) return;
            Limit(socket, TimeSpan.Zero);
            lock (peers)
            {
                if ((channel == Channel.Data ? peers[from]!.Data : peers[from]!.Control) is not null) return;
                if (channel == Channel.Data) peers[from]!.Data = socket;
                else peers[from]!.Control = socket;
            }
            taken = true;
            all.Signal();
        }
        catch (SocketException)
        {
            // Whoever it was comes again or is missed.
        }
        finally
        {
            if (!taken) socket.Dispose();
            room.Release();
        }
    }

    static void Limit(Socket socket, TimeSpan limit) => socket.ReceiveTimeout = socket.SendTimeout = (int)limit.TotalMilliseconds;

    static EndPoint EndPointOf(string address)
    {
        if (IPEndPoint.TryParse(address, out var known)) return known;
        var colon = address.LastIndexOf(':');
        return new DnsEndPoint(address[..colon], int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
    }
}
