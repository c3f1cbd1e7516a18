namespace DistributedML.Compute;

/// <summary>
/// Where the ranks of one training program meet (SPMD: every rank runs the same program on its share of the rows). Every rank makes the
/// same calls in the same order; a call returns when all ranks have made it, with the same bits on every rank.
/// </summary>
public interface ICollective
{
    /// <summary>This rank's number, from 0.</summary>
    int Rank { get; }

    /// <summary>How many ranks run the program; at least 1.</summary>
    int Ranks { get; }

    /// <summary>Replaces <paramref name="values"/> by the sum over all ranks, added in rank order. The length is the same on every rank.</summary>
    void AllReduce(Span<double> values);

    /// <summary>Returns every rank's values, in rank order. Lengths may differ between ranks.</summary>
    T[][] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged;

    /// <summary>Replaces <paramref name="values"/> by those of rank <paramref name="root"/>. The length is the same on every rank.</summary>
    void Broadcast<T>(Span<T> values, int root) where T : unmanaged;
}
