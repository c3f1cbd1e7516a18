namespace DistributedML.Compute;

/// <summary>How the ranks' values become one. Always from rank 0 up, so that the bits do not depend on who came first.</summary>
public enum Reduction
{
    /// <summary>((v0 + v1) + v2) + …; integers wrap around.</summary>
    Sum,

    /// <summary>The smallest; NaN when one is NaN.</summary>
    Min,

    /// <summary>The largest; NaN when one is NaN.</summary>
    Max,
}
