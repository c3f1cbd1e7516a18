using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DistributedML.Compute;
using DistributedML.Compute.Tcp;

namespace DistributedML.Tests.Compute;

/// <summary>The laws hold for ranks that meet over TCP; here each is a thread with a place of its own.</summary>
public sealed class TcpGangTests : CollectiveLaws
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static readonly TcpGangOptions Options = new() { ConnectTimeout = TimeSpan.FromSeconds(10), SilenceTimeout = TimeSpan.FromSeconds(2) };

    protected override int Cases => 10;

    protected override T[] Run<T>(int ranks, Func<ICollective, CancellationToken, T> program, CancellationToken cancel)
    {
        var (results, errors) = RunAll(ranks, program, cancel);
        // A rank whose program threw gives that; the others say what they were told of it.
        if (errors.FirstOrDefault(error => error is not null and not GangException) is { } first) throw first;
        if (errors.FirstOrDefault(error => error is not null) is { } other) throw other;
        return results;
    }

    [Fact]
    public void Every_rank_names_the_first_cause()
    {
        var (_, errors) = RunAll(4, (gang, _) =>
        {
            gang.Barrier();
            if (gang.Rank == 2) throw new InvalidDataException("broken row");
            gang.AllReduce(new double[10_000]);
            return 0;
        }, Cancel);
        Assert.IsType<InvalidDataException>(errors[2]);
        foreach (var rank in (int[])[0, 1, 3])
            Assert.Equal("rank 2 failed: InvalidDataException: broken row", Assert.IsType<GangException>(errors[rank]).Message);
    }

    [Fact]
    public void Messages_of_many_pieces_arrive_whole_in_any_type()
    {
        const int Length = 3_000_001;   // 24 MB: more than the system's buffers hold
        var sums = Run(3, (gang, _) =>
        {
            var values = Enumerable.Range(0, Length).Select(i => (double)i * (gang.Rank + 1)).ToArray();
            gang.AllReduce(values);
            var decimals = gang.AllGather<decimal>(Enumerable.Repeat((decimal)gang.Rank, 200_000).ToArray());
            return (values[1], values[^1], decimals.Sum(part => part.Sum()));
        }, Cancel);
        Assert.All(sums, sum => Assert.Equal((6.0, 6.0 * (Length - 1), 600_000m), sum));
    }

    [Fact]
    public async Task A_stranger_is_told_nothing_and_the_gang_comes_about_nevertheless()
    {
        var places = Places(2);
        var addresses = places.Select(place => place.Address.ToString()).ToArray();
        var secret = RandomNumberGenerator.GetBytes(16);
        var first = Task.Run(() => places[0].Run(0, addresses, secret, (gang, _) => gang.Ranks, Options, Cancel), Cancel);
        foreach (var hello in (byte[][])["GET / HTTP/1.1\r\n\r\n"u8.ToArray(), new byte[100], RandomNumberGenerator.GetBytes(100)])
        {
            using var stranger = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 500 };
            stranger.Connect(places[0].Address);
            stranger.Send(hello);
            Assert.Equal(0, Received(stranger));
        }
        Assert.Equal(2, places[1].Run(1, addresses, secret, (gang, _) => gang.Ranks, Options, Cancel));
        Assert.Equal(2, await first);
        foreach (var place in places) place.Dispose();
    }

    [Fact]
    public async Task A_rank_with_another_secret_is_not_of_the_gang()
    {
        var places = Places(2);
        var addresses = places.Select(place => place.Address.ToString()).ToArray();
        var options = Options with { ConnectTimeout = TimeSpan.FromSeconds(1) };
        var first = Task.Run(() => Record.Exception(() => places[0].Run(0, addresses, new byte[16], (_, _) => 0, options, Cancel)), Cancel);
        var second = Assert.Throws<GangException>(() => places[1].Run(1, addresses, RandomNumberGenerator.GetBytes(16), (_, _) => 0, options, Cancel));
        Assert.Contains($"what listens at {addresses[0]} is not rank 0 of this gang", second.Message);
        Assert.Contains($"rank 1 at {addresses[1]} did not come within 1 s", Assert.IsType<GangException>(await first).Message);
        foreach (var place in places) place.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_network_that_is_cut_ends_all_ranks_within_the_time(bool whileComputing)
    {
        var places = Places(3);
        using var relay = new CutRelay(places[0].Address);
        // Rank 2 reaches rank 0 by way of the relay.
        string[] direct = [.. places.Select(place => place.Address.ToString())], byRelay = [relay.Address.ToString(), .. direct[1..]];
        var secret = RandomNumberGenerator.GetBytes(16);
        var runs = places.Select((place, rank) => Task.Run(() => Record.Exception(() => place.Run(rank, rank == 2 ? byRelay : direct, secret, (gang, stop) =>
        {
            gang.AllReduce(new double[1000]);
            if (rank == 2) relay.Cut();
            if (whileComputing) stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
            for (var i = 0; i < 1000; i++) gang.AllReduce(new double[1000]);
            return 0;
        }, Options, Cancel)), Cancel)).ToArray();
        var errors = await Task.WhenAll(runs).WaitAsync(TimeSpan.FromSeconds(15), Cancel);
        Assert.All(errors, error => Assert.Contains("has been silent for 2 s", Assert.IsType<GangException>(error).Message));
        foreach (var place in places) place.Dispose();
    }

    static (T[] Results, Exception?[] Errors) RunAll<T>(int ranks, Func<ICollective, CancellationToken, T> program, CancellationToken cancel)
    {
        var places = Places(ranks);
        var addresses = places.Select(place => place.Address.ToString()).ToArray();
        var secret = RandomNumberGenerator.GetBytes(16);
        var (results, errors) = (new T[ranks], new Exception?[ranks]);
        var threads = places.Select((place, rank) => new Thread(() =>
            errors[rank] = Record.Exception(() => { results[rank] = place.Run(rank, addresses, secret, program, Options, cancel); }))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        foreach (var place in places) place.Dispose();
        return (results, errors);
    }

    static TcpGang[] Places(int ranks) => [.. Enumerable.Range(0, ranks).Select(_ => TcpGang.Open(IPAddress.Loopback))];

    static int Received(Socket socket)
    {
        try
        {
            return socket.Receive(new byte[1]);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
