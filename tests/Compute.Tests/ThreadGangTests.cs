using DistributedML.Compute;

namespace DistributedML.Tests.Compute;

/// <summary>The laws hold for threads, and for <see cref="Solo"/>, which a gang of one is.</summary>
public sealed class ThreadGangTests : CollectiveLaws
{
    protected override int Cases => 50;

    protected override T[] Run<T>(int ranks, Func<ICollective, CancellationToken, T> program, CancellationToken cancel) =>
        ThreadGang.Run(ranks, program, cancel);

    [Fact]
    public void One_rank_is_solo() => ThreadGang.Run(1, (gang, _) =>
    {
        Assert.Same(Solo.Instance, gang);
        return 0;
    }, TestContext.Current.CancellationToken);

    [Fact]
    public void No_ranks_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadGang.Run(0, (_, _) => 0, TestContext.Current.CancellationToken));
}
