using System.Numerics;

namespace DistributedML.Compute;

/// <summary>The arithmetic of reductions.</summary>
static class Reducer
{
    /// <summary>Up to so many values every rank reduces all by itself: that is sooner done than a second meeting.</summary>
    public const int Short = 512;

    public static void ThrowIfUndefined(Reduction reduction)
    {
        if (!Enum.IsDefined(reduction)) throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "expected Sum, Min or Max");
    }

    /// <summary>Puts more values into those reduced so far.</summary>
    public static void Add<T>(Span<T> reduced, ReadOnlySpan<T> values, Reduction reduction) where T : unmanaged, INumber<T>
    {
        values = values[..reduced.Length];
        switch (reduction)
        {
            case Reduction.Sum:
                for (var i = 0; i < reduced.Length; i++) reduced[i] += values[i];
                break;
            case Reduction.Min:
                for (var i = 0; i < reduced.Length; i++) reduced[i] = T.Min(reduced[i], values[i]);
                break;
            default:
                for (var i = 0; i < reduced.Length; i++) reduced[i] = T.Max(reduced[i], values[i]);
                break;
        }
    }
}
