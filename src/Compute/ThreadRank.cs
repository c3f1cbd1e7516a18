using System.Numerics;

namespace DistributedML.Compute;

/// <summary>One rank's view of the meeting of a <see cref="ThreadGang"/>.</summary>
sealed class ThreadRank(int rank, Meeting meeting) : ICollective
{
    public int Rank => rank;

    public int Ranks => meeting.Ranks;

    public void AllReduce<T>(Span<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T>
    {
        var isShort = values.Length <= Reducer.Short;
        var own = Reduce<T>("AllReduce", values, isShort ? Range.All : Chunk.Of(values.Length, rank, Ranks), reduction);
        if (isShort)
        {
            own.CopyTo(values);
            return;
        }
        var chunks = meeting.Exchange(rank, new Post("AllReduce's chunks", typeof(T), values.Length, own));
        for (var owner = 0; owner < Ranks; owner++) ((T[])chunks[owner].Values!).CopyTo(values[Chunk.Of(values.Length, owner, Ranks)]);
    }

    public T[] ReduceScatter<T>(ReadOnlySpan<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T> =>
        Reduce("ReduceScatter", values, Chunk.Of(values.Length, rank, Ranks), reduction);

    public T[][] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged =>
        Copies<T>(meeting.Exchange(rank, new Post("AllGather", typeof(T), -1, values.ToArray())));

    public T[][] Gather<T>(ReadOnlySpan<T> values, int root) where T : unmanaged
    {
        RankNumber.ThrowIfNone(root, Ranks);
        var posts = meeting.Exchange(rank, new Post($"Gather to {root}", typeof(T), -1, values.ToArray()));
        return rank == root ? Copies<T>(posts) : [];
    }

    public void Broadcast<T>(Span<T> values, int root) where T : unmanaged
    {
        RankNumber.ThrowIfNone(root, Ranks);
        var posts = meeting.Exchange(rank, new Post($"Broadcast from {root}", typeof(T), values.Length, rank == root ? values.ToArray() : null));
        if (rank != root) ((T[])posts[root].Values!).CopyTo(values);
    }

    public void Barrier() => meeting.Exchange(rank, new Post("Barrier", null, -1, null));

    /// <summary>Meets the others and reduces a part of the values, the same or another than they.</summary>
    T[] Reduce<T>(string call, ReadOnlySpan<T> values, Range part, Reduction reduction) where T : unmanaged, INumber<T>
    {
        Reducer.ThrowIfUndefined(reduction);
        var posts = meeting.Exchange(rank, new Post($"{call} by {reduction}", typeof(T), values.Length, values.ToArray()));
        var reduced = ((T[])posts[0].Values!)[part];
        for (var other = 1; other < Ranks; other++) Reducer.Add(reduced, ((T[])posts[other].Values!).AsSpan(part), reduction);
        return reduced;
    }

    static T[][] Copies<T>(Post[] posts) => Array.ConvertAll(posts, post => ((T[])post.Values!).AsSpan().ToArray());
}
