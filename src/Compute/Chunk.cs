namespace DistributedML.Compute;

/// <summary>How values are cut into one chunk a rank: neighbours, in rank order, of lengths that differ by at most one.</summary>
public static class Chunk
{
    /// <summary>The rank's chunk of <paramref name="length"/> values: from ⌊length · rank / ranks⌋ to ⌊length · (rank + 1) / ranks⌋. May be empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative length, or no rank from 0 to <paramref name="ranks"/> − 1.</exception>
    public static Range Of(int length, int rank, int ranks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        RankNumber.ThrowIfNone(rank, ranks);
        return (int)((long)length * rank / ranks)..(int)((long)length * (rank + 1) / ranks);
    }
}
