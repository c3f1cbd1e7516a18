using System.Runtime.CompilerServices;

namespace DistributedML.Compute;

/// <summary>What the number of a rank may be.</summary>
static class RankNumber
{
    /// <exception cref="ArgumentOutOfRangeException">No rank has the number.</exception>
    public static void ThrowIfNone(int rank, int ranks, [CallerArgumentExpression(nameof(rank))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, ranks, name);
    }
}
