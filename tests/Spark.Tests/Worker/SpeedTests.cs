using System.Diagnostics;
using System.Globalization;
using Apache.Arrow;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>Run by hand, in Release: SPARK_SPEED=1 dotnet test -c Release --project tests/Spark.Tests --filter-class "*SpeedTests" --show-live-output on.</summary>
public class SpeedTests(SparkServer server)
{
    [Fact]
    public async Task Rows_per_second()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SPARK_SPEED") is null, "SPARK_SPEED is not set");
        await using var session = await server.SessionAsync();
        const int rows = 8_000_000;
        var wide = session.Range(0, rows, 1, 4).Select([.. Enumerable.Range(0, 10).Select(i => (Col("id") * (i + 1)).Cast("double").As($"c{i}"))]);
        var schema = new StructType(Enumerable.Range(0, 10).Select(i => new StructField($"c{i}", new DoubleType())));
        var pair = session.Range(0, rows, 1, 4).Select(Col("id").As("a"), Col("id").As("b"));
        var add = Udf<long, long, long>((a, b) => a + b);
        for (var pass = 0; pass < 3; pass++)
        {
            await TimeAsync("scan without a function", rows, wide.Agg(Sum("c9")));
            await TimeAsync("MapBatches, 10 doubles in and out", rows, wide.MapBatches((RecordBatch batch) => batch, schema).Agg(Sum("c9")));
            await TimeAsync("Udf of two longs", rows, pair.Select(add(Col("a"), Col("b")).As("s")).Agg(Sum("s")));
            await TimeAsync("select 1", 1, session.Sql("select 1"));
            await TimeAsync("a function over 2 partitions", 2, session.Range(0, 2, 1, 2).MapBatches((RecordBatch batch) => batch, StructType.FromDDL("n BIGINT")));
        }
    }

    static async Task TimeAsync(string name, int rows, DataFrame table)
    {
        var watch = Stopwatch.StartNew();
        await table.BatchesAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {watch.ElapsedMilliseconds} ms, {rows / watch.Elapsed.TotalSeconds / 1e6:0.00} M rows/s"));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2));
    }
}
