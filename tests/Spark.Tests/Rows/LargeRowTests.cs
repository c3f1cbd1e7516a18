using DistributedML.Spark.Connect;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

/// <summary>A row of 200 MB. On a server of its own: it needs more memory than others shall spend.</summary>
public class LargeRowTests
{
    const int Large = 200_000_000;

    [Fact]
    public async Task A_row_of_200_MB_comes_and_goes_and_runs_through_a_function()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        var cancel = TestContext.Current.CancellationToken;
        var settings = new Dictionary<string, string> { ["spark.driver.memory"] = "5g" };
        await using var server = await LocalServer.StartAsync(SparkServer.Home!, "local[1]", settings, SparkServer.Worker, cancel: cancel);
        await using var session = await SparkSession.Builder().Remote(server.Address).CreateAsync(cancel);
        var row = session.Sql($"select repeat('0123456789', {Large / 10}) as text");

        var text = (await row.ToListAsync<string>(cancel)).Single();
        Assert.Equal(Large, text.Length);
        Assert.EndsWith("0123456789", text);

        var replace = Udf<string, string>(value => value.Replace('0', 'x'));
        var through = await row.Select(replace(Col("text")).As("text")).Select(Length(Col("text")), Substring(Col("text"), Large - 9, 10)).ToListAsync<(int, string)>(cancel);
        Assert.Equal([(Large, "x123456789")], through);

        Assert.Equal([Large], await session.CreateDataFrame([text]).Select(Length(Col("_1"))).ToListAsync<int>(cancel));
    }
}
