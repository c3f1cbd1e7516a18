using System.Text;
using DistributedML.Spark.Connect;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Connect;

public class ServerVersionTests(SparkServer server)
{
    [Fact]
    public async Task A_server_of_Spark_3_is_refused_by_its_version()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var spark = await server.SessionAsync();
        var address = ConnectAddress.Parse(await server.AddressAsync());
        var own = Encoding.ASCII.GetBytes(spark.Version());
        await using var relay = new Relay(address.Port)
        {
            Change = bytes =>
            {
                if (bytes.Span.IndexOf(own) is >= 0 and var at) "3.5.9"u8.CopyTo(bytes.Span[at..]);
            },
        };
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SparkSession.Builder().Remote($"sc://127.0.0.1:{relay.Port}/;token={address.Token}").CreateAsync(cancel));
        Assert.Equal($"The Spark server at 127.0.0.1:{relay.Port} is of version 3.5.9: 4.0 or later is needed", error.Message);
    }
}
