using System.Numerics;
using System.Runtime.InteropServices;
using CsCheck;
using DistributedML.Compute;

namespace DistributedML.Tests.Compute;

/// <summary>What every gang promises. A class of tests for a gang derives from it and says how a program runs on its ranks.</summary>
public abstract class CollectiveLaws
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Runs the program on so many ranks and returns the results in rank order, or throws the first error.</summary>
    protected abstract T[] Run<T>(int ranks, Func<ICollective, CancellationToken, T> program, CancellationToken cancel);

    /// <summary>Random cases of each law; fewer for gangs that are slow to start.</summary>
    protected virtual int Cases => 30;

    [Fact]
    public void Reductions_equal_those_of_one_loop_over_the_ranks() =>
        Gen.Select(Gen.Int[1, 5], Gen.OneOf(Gen.Int[0, 40], Gen.Int[500, 1500]), Gen.Enum<Reduction>(), Gen.Int).Sample(
            (ranks, length, reduction, seed) =>
            {
                Reduces(ranks, length, reduction, random => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)), seed);
                Reduces(ranks, length, reduction, random => (float)(random.NextDouble() - 0.5), seed);
                Reduces(ranks, length, reduction, random => random.NextInt64(), seed);
                Reduces(ranks, length, reduction, random => random.Next(), seed);
                Reduces(ranks, length, reduction, random => (byte)random.Next(256), seed);
            },
            iter: Cases, threads: 1);

    [Fact]
    public void NaN_is_reduced_to_NaN()
    {
        foreach (var reduction in Enum.GetValues<Reduction>())
            Reduces(3, 4, reduction, random => random.Next(3) == 0 ? double.NaN : random.NextDouble(), seed: 5);
    }

    [Fact]
    public void Chunks_are_cut_where_Chunk_says_and_cover_all_values() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 12]).Sample(
            (ranks, length) =>
            {
                var chunks = Run(ranks, (gang, _) => gang.ReduceScatter<int>(Enumerable.Range(0, length).ToArray(), Reduction.Max));
                Assert.Equal(Enumerable.Range(0, length), chunks.SelectMany(chunk => chunk));
                for (var rank = 0; rank < ranks; rank++) Assert.Equal(Enumerable.Range(0, length).Take(Chunk.Of(length, rank, ranks)), chunks[rank]);
            },
            iter: Cases, threads: 1);

    [Fact]
    public void AllGather_and_Gather_give_arrays_of_their_own_in_rank_order() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 5], Gen.Int[0, 4]).Sample(
            (lengths, seed) =>
            {
                var root = seed % lengths.Length;
                var expected = lengths.Select((length, rank) => Enumerable.Repeat((short)rank, length)).ToArray();
                var results = Run(lengths.Length, (gang, _) =>
                {
                    var mine = Enumerable.Repeat((short)gang.Rank, lengths[gang.Rank]).ToArray();
                    var (all, atRoot) = (Copy(gang.AllGather<short>(mine)), Copy(gang.Gather<short>(mine, root)));
                    Array.Fill(mine, (short)-1);
                    return (All: all, AtRoot: atRoot);
                });
                for (var rank = 0; rank < lengths.Length; rank++)
                {
                    Assert.Equal(expected, results[rank].All);
                    Assert.Equal(rank == root ? expected : [], results[rank].AtRoot);
                }
            },
            iter: Cases, threads: 1);

    [Fact]
    public void Broadcast_gives_every_rank_the_roots_values() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 9], Gen.Int[0, 4]).Sample(
            (ranks, length, seed) =>
            {
                var root = seed % ranks;
                var results = Run(ranks, (gang, _) =>
                {
                    var values = Enumerable.Repeat((decimal)gang.Rank, length).ToArray();
                    gang.Broadcast<decimal>(values, root);
                    return values;
                });
                Assert.All(results, values => Assert.Equal(Enumerable.Repeat((decimal)root, length), values));
            },
            iter: Cases, threads: 1);

    [Fact]
    public void Nobody_passes_a_barrier_before_all_have_come()
    {
        var come = 0;
        var seen = Run(4, (gang, _) =>
        {
            Thread.Sleep(5 * gang.Rank);
            Interlocked.Increment(ref come);
            gang.Barrier();
            return Volatile.Read(ref come);
        });
        Assert.Equal([4, 4, 4, 4], seen);
    }

    [Fact]
    public void A_thousand_calls_in_a_row_keep_their_values_apart()
    {
        var right = Run(4, (gang, _) =>
        {
            for (var call = 0; call < 1000; call++)
            {
                if (gang.Rank == call % 4) Thread.Yield();
                int[] sum = [call * 4 + gang.Rank, gang.Rank];
                if (call % 3 == 0) gang.AllReduce(sum);
                else sum = [.. gang.AllGather<int>(sum).Aggregate((a, b) => [a[0] + b[0], a[1] + b[1]])];
                if (sum[0] != call * 16 + 6 || sum[1] != 6) return false;
                if (gang.ReduceScatter<int>([call, call, call, call])[0] != call * 4) return false;
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
        var error = ErrorOf(3, (gang, _) =>
        {
            gang.Barrier();
            if (gang.Rank == failing) throw new InvalidDataException("broken row");
            gang.AllReduce([1.0]);
            gang.Barrier();
            return 0;
        });
        Assert.Equal("broken row", Assert.IsType<InvalidDataException>(error).Message);
    }

    [Fact]
    public void A_ranks_error_cancels_the_token_of_the_others()
    {
        var error = ErrorOf(2, (gang, stop) =>
        {
            if (gang.Rank == 0) throw new InvalidDataException("broken row");
            stop.WaitHandle.WaitOne(Soon);
            stop.ThrowIfCancellationRequested();
            return 0;
        });
        Assert.IsType<InvalidDataException>(error);
    }

    [Fact]
    public void A_rank_that_ends_early_does_not_leave_the_others_waiting()
    {
        var error = ErrorOf(2, (gang, _) =>
        {
            if (gang.Rank == 1) gang.AllReduce([1]);
            return 0;
        });
        Assert.Contains("rank 0 ended", Assert.IsType<GangException>(error).Message);
    }

    [Fact]
    public void Calls_that_differ_are_both_named()
    {
        Differ(gang => gang.AllReduce(new double[3]), gang => gang.AllReduce(new double[4]), "of 3 values", "of 4 values");
        Differ(gang => gang.AllReduce(new double[3]), gang => gang.AllReduce(new float[3]), "<Double>", "<Single>");
        Differ(gang => gang.AllReduce(new double[3]), gang => gang.AllReduce(new double[3], Reduction.Max), "by Sum", "by Max");
        Differ(gang => gang.AllReduce(new int[3]), gang => gang.ReduceScatter<int>(new int[3]), "AllReduce", "ReduceScatter");
        Differ(gang => gang.Broadcast<int>([1], 0), gang => gang.Broadcast<int>([1], 1), "from 0", "from 1");
        Differ(gang => gang.Gather<int>([1], 0), gang => gang.Gather<int>([1], 1), "to 0", "to 1");
        Differ(gang => gang.AllGather<int>([1]), gang => gang.Barrier(), "AllGather", "Barrier");

        void Differ(Action<ICollective> first, Action<ICollective> second, params string[] named)
        {
            var error = ErrorOf(3, (gang, _) =>
            {
                if (gang.Rank < 2) first(gang);
                else second(gang);
                return 0;
            });
            Assert.All(named, name => Assert.Contains(name, Assert.IsType<GangException>(error).Message));
        }
    }

    [Fact]
    public void A_root_that_is_no_rank_and_an_unknown_reduction_are_refused()
    {
        foreach (var ranks in new[] { 1, 2 })
        {
            Assert.IsType<ArgumentOutOfRangeException>(ErrorOf(ranks, (gang, _) => gang.Gather<int>([1], ranks)));
            Assert.IsType<ArgumentOutOfRangeException>(ErrorOf(ranks, (gang, _) => gang.ReduceScatter<int>([1], (Reduction)9)));
        }
    }

    [Fact]
    public void Cancelling_ends_ranks_that_wait()
    {
        using var source = new CancellationTokenSource();
        var error = InTime(() => Run(2, (gang, stop) =>
        {
            if (gang.Rank == 0)
            {
                source.Cancel();
                stop.WaitHandle.WaitOne(Soon);
                stop.ThrowIfCancellationRequested();
            }
            gang.Barrier();
            return 0;
        }, source.Token));
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(error).CancellationToken);
    }

    void Reduces<T>(int ranks, int length, Reduction reduction, Func<Random, T> draw, int seed) where T : unmanaged, INumber<T>
    {
        var random = new Random(seed);
        var inputs = Enumerable.Range(0, ranks).Select(_ => Enumerable.Range(0, length).Select(_ => draw(random)).ToArray()).ToArray();
        var expected = Enumerable.Range(0, length).Select(i => inputs.Select(input => input[i]).Aggregate((a, b) => reduction switch
        {
            Reduction.Sum => a + b,
            Reduction.Min => T.Min(a, b),
            _ => T.Max(a, b),
        })).ToArray();
        var results = Run(ranks, (gang, _) =>
        {
            var (all, own) = (inputs[gang.Rank].ToArray(), inputs[gang.Rank].ToArray());
            gang.AllReduce(all, reduction);
            return (All: all, Own: gang.ReduceScatter<T>(own, reduction));
        });
        Assert.All(results, result => Assert.Equal(BytesOf(expected), BytesOf(result.All)));
        Assert.Equal(BytesOf(expected), BytesOf(results.SelectMany(result => result.Own).ToArray()));
    }

    T[] Run<T>(int ranks, Func<ICollective, CancellationToken, T> program) => Run(ranks, program, Cancel);

    Exception? ErrorOf<T>(int ranks, Func<ICollective, CancellationToken, T> program) => InTime(() => Run(ranks, program, Cancel));

    static Exception? InTime(Func<object> run)
    {
        var task = Task.Run(() => Record.Exception(run), Cancel);
        Assert.True(task.Wait(Soon, Cancel), "the gang hangs");
        return task.Result;
    }

    /// <summary>A copy; what was given is overwritten, which no other rank may see.</summary>
    static short[][] Copy(short[][] parts)
    {
        var copy = parts.Select(part => part.ToArray()).ToArray();
        foreach (var part in parts) Array.Fill(part, (short)-2);
        return copy;
    }

    static byte[] BytesOf<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
