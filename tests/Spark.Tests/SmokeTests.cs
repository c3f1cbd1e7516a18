using DistributedML.Spark.Connect.Protocol;

namespace DistributedML.Tests.Spark;

public class SmokeTests(SparkServer server)
{
    [Fact]
    public async Task A_query_answers()
    {
        await using var session = await server.SessionAsync();
        var relation = session.Sql("select 41 + 1 as answer").Relation;
        var rows = 0L;
        await foreach (var response in session.Client.ExecuteAsync(new Plan { Root = relation }, TestContext.Current.CancellationToken)) rows += response.ArrowBatch?.RowCount ?? 0;
        Assert.Equal(1, rows);
    }
}
