using System.Numerics;

namespace DistributedML.Compute;

/// <summary>
/// Where the ranks of one training program meet (SPMD: every rank runs the same program on its share of the rows). Every rank makes the
/// same calls in the same order; a call returns when all ranks have made it, with the same bits on every rank, whoever came first.
/// Calls that differ in name, type, length, reduction or root end the gang with a <see cref="GangException"/> that names both.
/// </summary>
public interface ICollective
{
    /// <summary>This rank's number, from 0.</summary>
    int Rank { get; }

    /// <summary>How many ranks run the program; at least 1.</summary>
    int Ranks { get; }

    /// <summary>
    /// Replaces <paramref name="values"/> by their reduction over all ranks. The length is the same on every rank. Each rank reduces the
    /// <see cref="Chunk"/> that it owns, then all take all chunks: a rank's work does not grow with the ranks, save for a few values.
    /// </summary>
    void AllReduce<T>(Span<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T>;

    /// <summary>Reduces the values over all ranks and returns this rank's <see cref="Chunk"/> of them. The length is the same on every rank.</summary>
    T[] ReduceScatter<T>(ReadOnlySpan<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T>;

    /// <summary>Returns every rank's values, in rank order. Lengths may differ between ranks.</summary>
    T[][] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged;

    /// <summary>Returns every rank's values, in rank order, on rank <paramref name="root"/>, and nothing on the others. Lengths may differ.</summary>
    T[][] Gather<T>(ReadOnlySpan<T> values, int root) where T : unmanaged;

    /// <summary>Replaces <paramref name="values"/> by those of rank <paramref name="root"/>. The length is the same on every rank.</summary>
    void Broadcast<T>(Span<T> values, int root) where T : unmanaged;

    /// <summary>Waits until all ranks are here.</summary>
    void Barrier();
}
