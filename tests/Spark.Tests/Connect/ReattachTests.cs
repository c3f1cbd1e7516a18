using DistributedML.Spark.Connect;
using Microsoft.Spark;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Connect;

public class ReattachTests(SparkServer server)
{
    [Fact]
    public async Task A_connection_that_is_cut_in_a_collect_costs_and_doubles_no_row()
    {
        var address = await server.AddressAsync();
        await using var relay = new Relay(ConnectAddress.Parse(address).Port, 5_000, 200_000, 1, 3_000_000, 30_000);
        await using var session = await SparkSession.Builder().Remote(address.Replace($":{ConnectAddress.Parse(address).Port}", $":{relay.Port}")).CreateAsync(TestContext.Current.CancellationToken);
        await CollectAllAsync(session);
        Assert.Equal(5, relay.Cuts);
    }

    [Fact]
    public async Task A_connection_that_falls_silent_in_a_collect_is_left_for_another()
    {
        var address = await server.AddressAsync();
        await using var relay = new Relay(ConnectAddress.Parse(address).Port, 200_000, 1_000_000) { FallsSilent = true };
        var impatient = new RetryPolicy { Silence = TimeSpan.FromSeconds(1), ProbeLimit = TimeSpan.FromSeconds(1) };
        await using var client = new ConnectClient(ConnectAddress.Parse(address) with { Port = relay.Port }, impatient);
        await using var session = new SparkSession(client, "4");
        await CollectAllAsync(session);
        Assert.Equal(2, relay.Cuts);
    }

    [Fact]
    public async Task A_network_that_stays_silent_ends_a_collect_with_a_clear_error()
    {
        var address = await server.AddressAsync();
        await using var relay = new Relay(ConnectAddress.Parse(address).Port, [.. Enumerable.Repeat(200_000L, 1), .. Enumerable.Repeat(0L, 1000)]) { FallsSilent = true };
        var impatient = new RetryPolicy { Silence = TimeSpan.FromSeconds(1), ProbeLimit = TimeSpan.FromSeconds(1), LostLimit = TimeSpan.FromSeconds(3) };
        await using var client = new ConnectClient(ConnectAddress.Parse(address) with { Port = relay.Port }, impatient);
        await using var session = new SparkSession(client, "4");
        var error = await Assert.ThrowsAsync<SparkException>(() => CollectAllAsync(session));
        Assert.Contains($"The Spark server at 127.0.0.1:{relay.Port} was lost", error.Message);
    }

    /// <summary>Collects rows, of which none may be missing and none twice.</summary>
    static async Task CollectAllAsync(SparkSession session)
    {
        var rows = await session.Sql("select id from range(0, 1500000, 1, 6)").ToListAsync<long>(TestContext.Current.CancellationToken);
        rows.Sort();
        Assert.Equal(Enumerable.Range(0, 1_500_000).Select(id => (long)id), rows);
    }

    [Fact]
    public async Task A_batch_larger_than_a_message_arrives_in_chunks()
    {
        await using var session = await server.SessionAsync();
        var text = (await session.Sql("select repeat('0123456789', 3000000) as text").ToListAsync<string>(TestContext.Current.CancellationToken)).Single();
        Assert.Equal(30_000_000, text.Length);
        Assert.EndsWith("0123456789", text);
    }
}
