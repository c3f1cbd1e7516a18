using Apache.Arrow;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Benchmarks;

/// <summary>C# functions on a Spark of two slots that is warm, and the time of small queries.</summary>
static class SparkBenchmark
{
    const int Rows = 8_000_000, Columns = 10, WarmUps = 3, Small = 20;
    const string BytesPerBatch = "spark.sql.execution.arrow.maxBytesPerBatch";

    public static async Task<IEnumerable<ResultRow>> Run(BenchmarkOptions options, CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable("SPARK_HOME") is not { Length: > 0 })
        {
            Report.Note("SPARK_HOME is not set; Spark is left out");
            return [];
        }
        await using var spark = SparkSession.Builder().Master("local[2]").GetOrCreate();
        var wide = spark.Range(0, Rows, 1, 4).Select([.. Enumerable.Range(0, Columns).Select(i => (Col("id") * (i + 1)).Cast("double").As($"c{i}"))]);
        var schema = new StructType(Enumerable.Range(0, Columns).Select(i => new StructField($"c{i}", new DoubleType())));
        var mapped = wide.MapBatches((RecordBatch batch) => batch, schema).Agg(Sum("c9"));
        var add = Udf<long, long, long>((left, right) => left + right);
        var added = spark.Range(0, Rows, 1, 4).Select(add(Col("id"), Col("id")).As("s")).Agg(Sum("s"));
        var two = spark.Range(0, 2, 1, 2).MapBatches((RecordBatch batch) => batch, StructType.FromDDL("n BIGINT"));

        double Speed(DataFrame table) => Rows / Seconds(table, cancel) / 1e6;
        Series Warm(int runs, Func<double> run)
        {
            for (var i = 0; i < WarmUps; i++) run();
            return Series.Of(runs, run);
        }
        var udf = Warm(options.Runs, () => Speed(added));
        var map = Warm(options.Runs, () => Speed(mapped));
        var usual = spark.Conf().Get(BytesPerBatch);
        spark.Conf().Set(BytesPerBatch, $"{int.MaxValue}");
        var unlimited = Warm(options.Runs, () => Speed(mapped));
        spark.Conf().Set(BytesPerBatch, usual);
        double Milliseconds(Func<DataFrame> table) => Enumerable.Range(0, Small).Average(_ => 1e3 * Seconds(table(), cancel));
        var select = Warm(options.Runs, () => Milliseconds(() => spark.Sql("select 1")));
        var function = Warm(options.Runs, () => Milliseconds(() => two));
        return
        [
            Faster("rows through a Udf of two longs", udf, 1),
            Faster($"rows of {Columns} doubles into and out of MapBatches", map, 2),
            Faster($"the same with {BytesPerBatch} = {int.MaxValue}", unlimited, 2),
            Shorter("select 1", select, 1.3 * 55),
            Shorter("a function over 2 partitions", function, 1.3 * 60),
        ];
    }

    static ResultRow Faster(string what, Series speed, double limit) => new(what, speed.ToText("F2", "M rows/s"), $"limit {limit} M rows/s", speed.Median / limit);

    static ResultRow Shorter(string what, Series milliseconds, double limit) => new(what, milliseconds.ToText("F0", "ms"), $"limit {limit:F0} ms", limit / milliseconds.Median);

    static double Seconds(DataFrame table, CancellationToken cancel) => Series.Time(() => ReadAsync(table, cancel).GetAwaiter().GetResult());

    static async Task ReadAsync(DataFrame table, CancellationToken cancel)
    {
        await foreach (var _ in table.CollectArrow(cancel))
        {
        }
    }
}
