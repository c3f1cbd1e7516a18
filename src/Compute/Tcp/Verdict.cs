using System.Net.Sockets;
using System.Text;

namespace DistributedML.Compute.Tcp;

/// <summary>
/// What is known of how the gang ends: which ranks have ended well, and why it failed. A thread of its own listens to the control channels and says that this rank is
/// there. The first cause that a rank learns of counts, is passed on, and breaks the connections, so that nobody waits for values any more.
/// </summary>
sealed class Verdict : IDisposable
{
    const int BeatsPerSilence = 5, PollMicroseconds = 20_000, MostText = 4_000;
    const byte Beat = 0, Ended = 1, Failed = 2;

    readonly object _gate = new();
    readonly Peer[] _peers;
    readonly TimeSpan _silence;
    readonly CancellationTokenSource _stop;
    readonly Thread _thread;
    readonly string _self;
    string? _cause;
    volatile bool _closed;

    public Verdict(int rank, Peer[] peers, TimeSpan silence, CancellationToken cancel)
    {
        (_peers, _silence, _self) = (peers, silence, $"rank {rank}");
        foreach (var peer in peers) peer.Heard = Environment.TickCount64;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _thread = new Thread(Listen) { IsBackground = true, Name = $"gang control of rank {rank}" };
        _thread.Start();
    }

    /// <summary>Cancelled when the caller cancels and when the gang fails.</summary>
    public CancellationToken Cancelled => _stop.Token;

    /// <summary>Why the gang failed; null while it has not.</summary>
    public string? Cause
    {
        get
        {
            lock (_gate) return _cause;
        }
    }

    /// <summary>Fails the gang, unless it has failed already, and tells the others.</summary>
    public void Fail(string cause)
    {
        if (!TakeCause(cause)) return;
        var text = Encoding.UTF8.GetBytes(cause.Length > MostText ? cause[..MostText] : cause);
        foreach (var peer in _peers) Say(peer, Failed, text);
        Break();
    }

    /// <summary>Says that this rank has ended well and waits until all have, or the gang has failed.</summary>
    public void End()
    {
        foreach (var peer in _peers)
        {
            Say(peer, Ended, []);
            Shut(peer.Data);
        }
        lock (_gate)
        {
            while (_cause is null && !_peers.All(peer => peer.HasEnded) && !_stop.IsCancellationRequested) Monitor.Wait(_gate, PollMicroseconds / 1000);
        }
    }

    /// <summary>What it means that a peer's values do not come: waits for its control channel to say.</summary>
    public GangException Explain(Peer peer, string call)
    {
        var deadline = Environment.TickCount64 + (long)_silence.TotalMilliseconds;
        lock (_gate)
        {
            while (_cause is null && !peer.HasEnded && Environment.TickCount64 < deadline) Monitor.Wait(_gate, PollMicroseconds / 1000);
            return new(_cause ?? (peer.HasEnded ? $"rank {peer.Rank} ended while {_self} waits for it in {call}" : $"the connection to {peer} broke in {call}"));
        }
    }

    public void Dispose()
    {
        _closed = true;
        _thread.Join();
        foreach (var peer in _peers) peer.Dispose();
        _stop.Dispose();
    }

    bool TakeCause(string cause)
    {
        lock (_gate)
        {
            if (_cause is not null) return false;
            _cause = cause;
            Monitor.PulseAll(_gate);
        }
        _stop.Cancel();
        return true;
    }

    void Break()
    {
        foreach (var peer in _peers) peer.Data.Dispose();
    }

    void Listen()
    {
        var buffer = new byte[1 << 12];
        var (readable, nextBeat) = (new List<Socket>(), 0L);
        while (!_closed)
        {
            if (Environment.TickCount64 >= nextBeat)
            {
                foreach (var peer in _peers) Say(peer, Beat, []);
                nextBeat = Environment.TickCount64 + (long)_silence.TotalMilliseconds / BeatsPerSilence;
            }
            readable.Clear();
            readable.AddRange(_peers.Where(peer => !peer.IsGone).Select(peer => peer.Control));
            if (readable.Count == 0) return;   // all are gone, so nothing is to be heard any more
            Socket.Select(readable, null, null, PollMicroseconds);
            foreach (var peer in _peers.Where(peer => !peer.IsGone && readable.Contains(peer.Control))) Hear(peer, buffer);
            if (_peers.FirstOrDefault(peer => !peer.HasEnded && Environment.TickCount64 - peer.Heard > _silence.TotalMilliseconds) is { } silent)
                Fail($"{silent} has been silent for {_silence.TotalSeconds:0} s: its machine, the network to it or its process stands still");
        }
    }

    void Hear(Peer peer, byte[] buffer)
    {
        var count = 0;
        try
        {
            count = peer.Control.Receive(buffer);
        }
        catch (SocketException)
        {
            // as when it ends
        }
        if (count == 0)
        {
            peer.IsGone = true;
            if (!peer.HasEnded) Fail($"{peer} is gone: its process ended without a word");
            return;
        }
        peer.Heard = Environment.TickCount64;
        peer.Unread.AddRange(buffer.AsSpan(0, count));
        while (peer.TakeMessage() is var (kind, text))
        {
            if (kind == Ended) MarkEnded(peer);
            else if (kind == Failed) Fail(text);   // passed on: a rank that the failed one cannot reach must learn of it too
        }
    }

    void MarkEnded(Peer peer)
    {
        lock (_gate)
        {
            peer.HasEnded = true;
            Monitor.PulseAll(_gate);
        }
    }

    static void Say(Peer peer, byte kind, byte[] text)
    {
        try
        {
            lock (peer) Wire.Send(peer.Control, [kind, (byte)text.Length, (byte)(text.Length >> 8), .. text]);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is gone, which its channel says.
        }
    }

    static void Shut(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is gone, which its control channel says.
        }
    }
}
