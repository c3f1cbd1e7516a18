namespace DistributedML.Compute;

/// <summary>What a rank brings to a meeting: which call it makes, and its values.</summary>
readonly record struct Post(string Call, Type Type, int Length, Array? Values)
{
    public bool Fits(in Post other) => Call == other.Call && Type == other.Type && Length == other.Length;

    public override string ToString() => Length < 0 ? $"{Call}<{Type.Name}>" : $"{Call}<{Type.Name}> of {Length} values";
}

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
        lock (_gate)
        {
            if (_left >= 0) throw new GangException($"rank {_left} ended while rank {rank} waits for it in {post}");
            posts[rank] = post;
            if (++_arrived == Ranks)
            {
                _arrived = 0;
                _opened[1 - table].Reset();
                _opened[table].Set();
            }
        }
        _opened[table].Wait(Cancelled);
        for (var other = 0; other < Ranks; other++)
            if (!posts[0].Fits(posts[other]))
                throw new GangException($"the ranks' calls differ: rank 0 makes {posts[0]}, rank {other} makes {posts[other]}");
        return posts;
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
