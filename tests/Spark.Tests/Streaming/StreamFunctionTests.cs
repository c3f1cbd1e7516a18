using Apache.Arrow;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Streaming;

/// <summary>Functions and sessions where a stream runs: in its plan, behind a name, and in ForeachBatch.</summary>
public sealed class StreamFunctionTests(SparkServer server) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ForeachBatch_calls_functions_and_uses_columns_made_outside_of_it()
    {
        await using var spark = await server.SessionAsync();
        var names = spark.SparkContext.Broadcast(new Dictionary<int, string> { [4] = $"four {_folder}" });
        var plus = Udf<int, int>(n => n + 1);
        var name = Udf<int, string>(n => names.Value().GetValueOrDefault(n, "none"));
        var same = ArrowFunctions.VectorUdf<Int32Array, Int32Array>(column => column);
        var small = Col("n") < 5;
        var window = Microsoft.Spark.Sql.Expressions.Window.OrderBy(Col("n").Desc());
        var output = Path.Combine(_folder, "out");
        Run(Numbers(spark, "4\n5\n").WriteStream().ForeachBatch((batch, id) => batch
            .Select(plus(same(Col("n"))).As("n"), name(Col("n")).As("name"), small.As("small"), RowNumber().Over(window).As("place"))
            .Write().Mode("append").Json(output)));
        Assert.Equal([(5, $"four {_folder}", true, 2), (6, "none", false, 1)], (await spark.Read().Json(output).Select("n", "name", "small", "place")
            .ToListAsync<(int, string, bool, int)>(Cancel)).Order());
    }

    [Fact]
    public async Task ForeachBatch_finds_the_streams_session()
    {
        await using var spark = await server.SessionAsync();
        spark.Udf().Register<int, int>("seven", n => n * 7);
        var output = Path.Combine(_folder, "out");
        Run(Numbers(spark, "4\n5\n").WriteStream().ForeachBatch((batch, id) =>
        {
            batch.CreateOrReplaceTempView("b");
            var sum = SparkSession.Active().Sql("SELECT sum(n) AS n FROM b");
            using var mine = SparkSession.Builder().AppName("batch").GetOrCreate();   // whose end does not end the stream's
            var most = mine.Sql("SELECT max(n) AS n FROM b");
            sum.Union(most).Union(batch.SparkSession.Sql("SELECT seven(min(n)) AS n FROM b")).Write().Mode("append").Json(output);
        }));
        Assert.Equal([5, 9, 28], (await spark.Read().Json(output).ToListAsync<int>(Cancel)).Order());
        var refused = Assert.Throws<DistributedML.Spark.Functions.FunctionNotPortableException>(() =>
            Numbers(spark, "4").WriteStream().ForeachBatch((batch, id) => spark.Table("b").Show()));
        Assert.Contains("take the SparkSession of the batch, or SparkSession.Active()", refused.Message);
    }

    [Fact]
    public async Task A_stream_calls_a_registered_function()
    {
        await using var spark = await server.SessionAsync();
        var factor = spark.SparkContext.Broadcast((_folder, Factor: 7));   // which no worker has read before
        spark.Udf().Register<int, int>("seven", n => n * factor.Value().Factor);
        Numbers(spark, "4\n5\n").CreateOrReplaceTempView("stream_of_numbers");
        Assert.Equal([28, 35], await WrittenAsync(spark, spark.Sql("SELECT seven(n) AS n FROM stream_of_numbers")));
        Assert.Equal([49], await spark.Sql("SELECT seven(7)").ToListAsync<int>(Cancel));
        var more = spark.SparkContext.Broadcast((_folder, Factor: 8));
        spark.Udf().Register<int, int>("eight", n => n * more.Value().Factor);
        await using var clone = spark.CloneSession();
        Assert.Equal([60, 75], await WrittenAsync(clone, clone.Sql("SELECT seven(n) + eight(n) AS n FROM stream_of_numbers")));
    }

    [Fact]
    public async Task A_stream_calls_functions_within_views()
    {
        await using var spark = await server.SessionAsync();
        var factor = spark.SparkContext.Broadcast((_folder, Factor: 7));
        var other = spark.SparkContext.Broadcast((_folder, Factor: 10));
        var times = Udf<int, int>(n => n * factor.Value().Factor);
        Numbers(spark, "4\n5\n").Select(times(Col("n")).As("n")).CreateOrReplaceTempView("multiplied");
        spark.Range(0, 40, 1, 1).Select(Udf<int, int>(n => n)(Col("id")).As("n"), Udf<int, int>(n => n * other.Value().Factor)(Col("id")).As("ten"))
            .CreateOrReplaceTempView("tens");
        Assert.Equal([280, 350], await WrittenAsync(spark, spark.Table("multiplied").Join(spark.Table("tens"), "n").Select(Col("ten").As("n"))));
    }

    [Fact]
    public async Task A_function_on_an_executor_starts_no_server()
    {
        await using var spark = await server.SessionAsync();
        var thrown = await Assert.ThrowsAsync<SparkException>(() => spark.Range(1)
            .Select(Udf<long, string>(n => SparkSession.Builder().GetOrCreate().Version())(Col("id"))).ToListAsync<string>(Cancel));
        Assert.Contains("A C# function has no Spark session on an executor", thrown.Message);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    DataFrame Numbers(SparkSession spark, string text)
    {
        var source = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString())).FullName;
        File.WriteAllText(Path.Combine(source, "numbers.csv"), text);
        return spark.ReadStream().Schema("n INT").Csv(source);
    }

    async Task<IEnumerable<int>> WrittenAsync(SparkSession spark, DataFrame numbers)
    {
        var output = Path.Combine(_folder, Guid.NewGuid().ToString());
        Run(numbers.WriteStream().Format("json"), output);
        return (await spark.Read().Json(output).ToListAsync<int>(Cancel)).Order();
    }

    void Run(DataStreamWriter writer, string? output = null)
    {
        writer = writer.Trigger(Trigger.AvailableNow()).Option("checkpointLocation", Path.Combine(_folder, Guid.NewGuid().ToString()));
        (output is null ? writer.Start() : writer.Start(output)).AwaitTermination();
    }
}
