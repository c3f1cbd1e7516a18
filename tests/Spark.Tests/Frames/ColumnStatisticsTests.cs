using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Frames;

public class ColumnStatisticsTests(SparkServer server)
{
    [Fact]
    public async Task Nulls_are_dropped_filled_and_values_replaced()
    {
        await using var spark = await server.SessionAsync();
        var rows = spark.Sql("select * from values (1, 1.5d, 'a', true), (2, null, null, null), (null, null, null, null) as t(i, d, s, b)");

        Assert.Equal(["1 1.5 a true"], await rows.Na().Drop().RowsAsync());
        Assert.Equal(["1 1.5 a true", "2 NULL NULL NULL"], await rows.Na().Drop("all").SortedRowsAsync());
        Assert.Equal(2, (await rows.Na().Drop(["i"]).RowsAsync()).Length);
        Assert.Equal(2, (await rows.Na().Drop("any", ["i"]).RowsAsync()).Length);
        Assert.Single(await rows.Na().Drop("all", ["d", "s"]).RowsAsync());
        Assert.Single(await rows.Na().Drop(3).RowsAsync());
        Assert.Equal(2, (await rows.Na().Drop(1, ["i", "d"]).RowsAsync()).Length);
        Assert.Throws<ArgumentException>(() => rows.Na().Drop("some"));

        async Task<string> LastAsync(DataFrame filled) => (await filled.OrderBy(Col("b").DescNullsLast(), Col("i").DescNullsLast()).RowsAsync())[^1];
        Assert.Equal("7 7.0 NULL NULL", (await rows.Na().Fill(7L).SortedRowsAsync())[^1]);
        Assert.Contains("2 0.5 NULL NULL", await rows.Na().Fill(0.5).RowsAsync());
        Assert.Contains("2 NULL x NULL", await rows.Na().Fill("x").RowsAsync());
        Assert.Contains("2 NULL NULL false", await rows.Na().Fill(false).RowsAsync());
        Assert.Contains("NULL 7.0 NULL NULL", await rows.Na().Fill(7L, ["d"]).RowsAsync());
        Assert.Contains("NULL 0.5 NULL NULL", await rows.Na().Fill(0.5, ["d"]).RowsAsync());
        Assert.Contains("2 NULL x NULL", await rows.Na().Fill("x", ["s"]).RowsAsync());
        Assert.Contains("2 NULL NULL true", await rows.Na().Fill(true, ["b"]).RowsAsync());
        Assert.Same(rows, rows.Na().Fill("x", []));
        Assert.Equal("NULL NULL NULL NULL", await LastAsync(rows));
        Assert.Equal("9 NULL NULL NULL", (await rows.Na().Fill(new Dictionary<string, int> { ["i"] = 9 }).SortedRowsAsync())[^1]);
        Assert.Contains("9 NULL NULL NULL", await rows.Na().Fill(new Dictionary<string, long> { ["i"] = 9 }).RowsAsync());
        Assert.Contains("2 9.5 NULL NULL", await rows.Na().Fill(new Dictionary<string, double> { ["d"] = 9.5 }).RowsAsync());
        Assert.Contains("2 NULL y NULL", await rows.Na().Fill(new Dictionary<string, string> { ["s"] = "y" }).RowsAsync());
        Assert.Contains("2 NULL NULL true", await rows.Na().Fill(new Dictionary<string, bool> { ["b"] = true }).RowsAsync());

        Assert.Contains("5 1.5 a true", await rows.Na().Replace("i", new Dictionary<double, double> { [1] = 5 }).RowsAsync());
        Assert.Contains("1 1.5 z true", await rows.Na().Replace("*", new Dictionary<string, string> { ["a"] = "z" }).RowsAsync());
        Assert.Contains("1 1.5 a false", await rows.Na().Replace("b", new Dictionary<bool, bool> { [true] = false }).RowsAsync());
        Assert.Contains("5 1.5 a true", await rows.Na().Replace(["i", "d"], new Dictionary<double, double> { [1] = 5 }).RowsAsync());
        Assert.Contains("1 1.5 a false", await rows.Na().Replace(["b"], new Dictionary<bool, bool> { [true] = false }).RowsAsync());
        Assert.Contains("1 1.5 z true", await rows.Na().Replace(["s"], new Dictionary<string, string> { ["a"] = "z" }).RowsAsync());
    }

    [Fact]
    public async Task Statistics_are_those_of_the_rows()
    {
        await using var spark = await server.SessionAsync();
        var numbers = spark.Range(1, 102).SelectExpr("id as x", "200 - id * 2 as y", "id % 2 as odd");
        var stat = numbers.Stat();

        Assert.Equal([1, 51, 101], stat.ApproxQuantile("x", [0, 0.5, 1], 0));
        Assert.Empty(numbers.Where("x < 0").Stat().ApproxQuantile("x", [0.5], 0));
        Assert.Equal(-1, stat.Corr("x", "y"), 1e-12);
        Assert.Equal(-1, stat.Corr("x", "y", "pearson"), 1e-12);
        Assert.Equal(-2 * 858.5, stat.Cov("x", "y"), 1e-9);   // the variance of 1..n is n(n+1)/12
        Assert.Equal(["0 50 0", "1 0 51"], await stat.Crosstab("odd", "odd").Select("odd_odd", "0", "1").SortedRowsAsync());
        Assert.Equal(["[0, 1]"], await stat.FreqItems(["odd"], 0.4).SelectExpr("sort_array(odd_freqItems)").RowsAsync());
        Assert.Equal(["odd_freqItems"], stat.FreqItems(["odd"]).Columns());
        Assert.Equal(["1 51"], await stat.SampleBy("odd", new Dictionary<long, double> { [1] = 1.0 }, 3).GroupBy("odd").Count().RowsAsync());
        Assert.Equal(["0 50"], await stat.SampleBy(Col("odd") + 5, new Dictionary<long, double> { [5] = 1.0 }, 3).GroupBy("odd").Count().RowsAsync());
    }
}
