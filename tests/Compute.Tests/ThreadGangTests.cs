using DistributedML.Compute;

namespace DistributedML.Tests.Compute;

public sealed class ThreadGangTests
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void AllReduce_gives_every_rank_the_sum(int ranks)
    {
        var sums = Run(ranks, gang =>
        {
            double[] values = [gang.Rank + 1, 10 * gang.Rank, 1];
            gang.AllReduce(values);
            return values;
        });
        double[] expected = [ranks * (ranks + 1) / 2, 10 * ranks * (ranks - 1) / 2, ranks];
        Assert.All(sums, sum => Assert.Equal(expected, sum));
    }

    [Fact]
    public void AllReduce_has_the_same_bits_on_every_rank()
    {
        var sums = Run(3, gang =>
        {
            double[] values = [Math.Pow(10, -16 * gang.Rank)];
            gang.AllReduce(values);
            return BitConverter.DoubleToInt64Bits(values[0]);
        });
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0 + 1 + 1e-16 + 1e-32), Assert.Single(sums.Distinct()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AllGather_gives_every_rank_arrays_of_its_own(int ranks)
    {
        var gathered = Run(ranks, gang =>
        {
            var values = gang.AllGather<int>(Enumerable.Repeat(gang.Rank, gang.Rank).ToArray());
            var copy = values.Select(part => part.ToArray()).ToArray();
            foreach (var part in values) Array.Fill(part, -1);
            return copy;
        });
        Assert.All(gathered, parts => Assert.Equal(Enumerable.Range(0, ranks).Select(rank => Enumerable.Repeat(rank, rank)), parts));
    }

    [Fact]
    public void Broadcast_gives_every_rank_the_roots_values()
    {
        var results = Run(3, gang =>
        {
            var values = new[] { gang.Rank, gang.Rank };
            gang.Broadcast<int>(values, 2);
            return values;
        });
        Assert.All(results, values => Assert.Equal([2, 2], values));
    }

    [Fact]
    public void A_thousand_meetings_in_a_row_keep_their_values_apart()
    {
        var right = Run(4, gang =>
        {
            for (var call = 0; call < 1000; call++)
            {
                if (gang.Rank == call % 4) Thread.Yield();
                var all = gang.AllGather<int>([call * 4 + gang.Rank]);
                for (var rank = 0; rank < 4; rank++)
                    if (all[rank][0] != call * 4 + rank) return false;
            }
            return true;
        });
        Assert.Equal([true, true, true, true], right);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_ranks_error_ends_the_others_and_surfaces(int failing)
    {
        var error = InTime(() => ThreadGang.Run<int>(3, (gang, _) =>
        {
            gang.AllReduce([1]);
            if (gang.Rank == failing) throw new InvalidDataException("broken row");
            gang.AllReduce([1]);
            return 0;
        }, TestContext.Current.CancellationToken));
        Assert.Equal("broken row", Assert.IsType<InvalidDataException>(error).Message);
    }

    [Fact]
    public void A_ranks_error_cancels_the_token_of_the_others()
    {
        var error = InTime(() => ThreadGang.Run<int>(2, (gang, stop) =>
        {
            if (gang.Rank == 0) throw new InvalidDataException("broken row");
            stop.WaitHandle.WaitOne(Soon);
            stop.ThrowIfCancellationRequested();
            return 0;
        }, TestContext.Current.CancellationToken));
        Assert.IsType<InvalidDataException>(error);
    }

    [Fact]
    public void A_rank_that_ends_early_does_not_leave_the_others_waiting()
    {
        var error = InTime(() => ThreadGang.Run<int>(2, (gang, _) =>
        {
            if (gang.Rank == 1) gang.AllReduce([1]);
            return 0;
        }, TestContext.Current.CancellationToken));
        Assert.Contains("rank 0 ended", Assert.IsType<GangException>(error).Message);
    }

    [Fact]
    public void Calls_that_differ_are_named()
    {
        var error = InTime(() => ThreadGang.Run<int>(2, (gang, _) =>
        {
            if (gang.Rank == 0) gang.AllReduce(new double[3]);
            else gang.AllReduce(new double[4]);
            return 0;
        }, TestContext.Current.CancellationToken));
        Assert.Contains("of 3 values", Assert.IsType<GangException>(error).Message);
        Assert.Contains("of 4 values", error.Message);
    }

    [Fact]
    public void Cancelling_ends_ranks_that_wait()
    {
        using var source = new CancellationTokenSource();
        var error = InTime(() => ThreadGang.Run<int>(2, (gang, stop) =>
        {
            if (gang.Rank == 0)
            {
                source.Cancel();
                stop.WaitHandle.WaitOne(Soon);
                stop.ThrowIfCancellationRequested();
            }
            gang.AllReduce([1]);
            return 0;
        }, source.Token));
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(error).CancellationToken);
    }

    [Fact]
    public void No_ranks_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Run(0, _ => 0));

    static T[] Run<T>(int ranks, Func<ICollective, T> program) => ThreadGang.Run(ranks, (gang, _) => program(gang), TestContext.Current.CancellationToken);

    static Exception? InTime(Func<object> run)
    {
        var task = Task.Run(() => Record.Exception(run), TestContext.Current.CancellationToken);
        Assert.True(task.Wait(Soon, TestContext.Current.CancellationToken), "the gang hangs");
        return task.Result;
    }
}
