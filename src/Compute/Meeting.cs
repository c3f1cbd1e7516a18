namespace DistributedML.Compute;

/// <summary>
/// Where threads exchange posts. One barrier a call is enough, since posts go to two tables in turn: whoever posts to a table the second time
/// has passed the call between, which all others reach only after they have read the first.
/// </summary>
sealed class Meeting : IDisposable
{
    readonly Lock _gate = new();
    readonly ManualResetEventSlim[] _opened = [new(), new()];
    readonly Post[][] _posts;
    readonly int[] _calls;
    readonly CancellationTokenSource _stop;
    int _arrived;
    int _left = -1;

    public Meeting(int ranks, CancellationToken cancel)
    {
        Ranks = ranks;
        _posts = [new Post[ranks], new Post[ranks]];
        _calls = new int[ranks];
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    }

    public int Ranks { get; }

    public CancellationToken Cancelled => _stop.Token;

    /// <summary>The first error of any rank.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Waits for all ranks and returns their posts in rank order.</summary>
    public Post[] Exchange(int rank, in Post post)
    {
        var table = _calls[rank]++ & 1;
        var posts = _posts[table];
        GangException? misfit = null;
        lock (_gate)
        {
            if (_left >= 0) throw new GangException($"rank {_left} ended while rank {rank} waits for it in {post}");
            posts[rank] = post;
            if (++_arrived == Ranks)
            {
                misfit = Misfit(posts);
                _arrived = 0;
                _opened[1 - table].Reset();
                if (misfit is null) _opened[table].Set();
            }
        }
        if (misfit is not null)
        {
            Fail(misfit);
            throw misfit;
        }
        _opened[table].Wait(Cancelled);
        return posts;
    }

    /// <summary>Asked by the last to arrive, while the others wait, so that nobody goes on with values of another call.</summary>
    static GangException? Misfit(Post[] posts)
    {
        var other = Array.FindIndex(posts, post => !posts[0].Fits(post));
        return other < 0 ? null : new($"the ranks' calls differ: rank 0 makes {posts[0]}, rank {other} makes {posts[other]}");
    }

    /// <summary>Ends a rank that is done; an error when another waits for it.</summary>
    public void Leave(int rank)
    {
        lock (_gate)
        {
            _left = rank;
            if (_arrived == 0) return;
        }
        Fail(new GangException($"rank {rank} ended while others wait for it"));
    }

    /// <summary>Ends all ranks. Only the first error counts: those after it follow from it.</summary>
    public void Fail(Exception error)
    {
        lock (_gate) Error ??= error;
        _stop.Cancel();
    }

    public void Dispose()
    {
        _stop.Dispose();
        foreach (var opened in _opened) opened.Dispose();
    }
}
