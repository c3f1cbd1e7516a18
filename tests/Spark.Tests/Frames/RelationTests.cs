using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Frames;

public class RelationTests(SparkServer server)
{
    [Fact]
    public async Task Rows_are_selected_joined_grouped_and_ordered()
    {
        await using var spark = await server.SessionAsync();
        var orders = spark.Sql("select * from values (1, 'a', 10), (2, 'a', 30), (3, 'b', 5) as t(id, customer, amount)");
        var names = spark.Sql("select * from values ('a', 'Ann'), ('b', 'Bob') as t(customer, name)");
        var sums = orders.Join(names, "customer").Where("amount > 1").GroupBy("name").Sum("amount").OrderBy(Col("name").Desc());
        Assert.Equal("""
            +----+-----------+
            |name|sum(amount)|
            +----+-----------+
            | Bob|          5|
            | Ann|         40|
            +----+-----------+

            """, await sums.ShowTextAsync(cancel: TestContext.Current.CancellationToken));
        Assert.Equal(["name", "sum(amount)"], sums.Columns());
    }
}
