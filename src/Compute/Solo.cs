using System.Numerics;

namespace DistributedML.Compute;

/// <summary>The gang of one: nobody to meet, so every call returns at once.</summary>
public sealed class Solo : ICollective
{
    /// <summary>The only instance that is needed: it has no state.</summary>
    public static Solo Instance { get; } = new();

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int Ranks => 1;

    /// <inheritdoc/>
    public void AllReduce<T>(Span<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T> => Reducer.ThrowIfUndefined(reduction);

    /// <inheritdoc/>
    public T[] ReduceScatter<T>(ReadOnlySpan<T> values, Reduction reduction = Reduction.Sum) where T : unmanaged, INumber<T>
    {
        Reducer.ThrowIfUndefined(reduction);
        return values.ToArray();
    }

    /// <inheritdoc/>
    public T[][] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged => [values.ToArray()];

    /// <inheritdoc/>
    public T[][] Gather<T>(ReadOnlySpan<T> values, int root) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(root, 0);
        return [values.ToArray()];
    }

    /// <inheritdoc/>
    public void Broadcast<T>(Span<T> values, int root) where T : unmanaged => ArgumentOutOfRangeException.ThrowIfNotEqual(root, 0);

    /// <inheritdoc/>
    public void Barrier()
    {
    }
}
