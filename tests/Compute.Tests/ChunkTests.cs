using DistributedML.Compute;

namespace DistributedML.Tests.Compute;

public sealed class ChunkTests
{
    [Fact]
    public void Chunks_follow_each_other_and_differ_by_at_most_one()
    {
        Assert.Equal([0..2, 2..5, 5..7, 7..10], Enumerable.Range(0, 4).Select(rank => Chunk.Of(10, rank, 4)));
        Assert.Equal([0..0, 0..1, 1..2], Enumerable.Range(0, 3).Select(rank => Chunk.Of(2, rank, 3)));
        Assert.Equal(1_431_655_764..int.MaxValue, Chunk.Of(int.MaxValue, 2, 3));   // ⌊2³¹−1 · 2 / 3⌋: products need 64 bits
    }

    [Fact]
    public void Ranks_that_are_not_there_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Chunk.Of(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chunk.Of(1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chunk.Of(-1, 0, 1));
    }
}
