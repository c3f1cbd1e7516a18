using DistributedML.Spark.Connect;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Connect;

public class ReattachTests(SparkServer server)
{
    [Fact]
    public async Task A_connection_that_is_cut_in_a_collect_costs_and_doubles_no_row()
    {
        var cancel = TestContext.Current.CancellationToken;
        var address = await server.AddressAsync();
        await using var proxy = new CutProxy(ConnectAddress.Parse(address).Port, 5_000, 200_000, 1, 3_000_000, 30_000);
        await using var session = await SparkSession.Builder().Remote(address.Replace($":{ConnectAddress.Parse(address).Port}", $":{proxy.Port}")).CreateAsync(cancel);
        var rows = await session.Sql("select id from range(0, 1500000, 1, 6)").ToListAsync<long>(cancel);
        Assert.Equal(5, proxy.Cuts);
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
