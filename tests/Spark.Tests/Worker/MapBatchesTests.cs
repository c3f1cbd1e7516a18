using Apache.Arrow;
using DistributedML.Spark.Functions;
using Microsoft.Spark;
using Microsoft.Spark.Sql.Types;
using Int64Type = Apache.Arrow.Types.Int64Type;

namespace DistributedML.Tests.Spark.Worker;

public class MapBatchesTests(SparkServer server)
{
    static readonly StructType Longs = StructType.FromDDL("n BIGINT NOT NULL");

    [Fact]
    public async Task Functions_map_batches_with_what_they_captured()
    {
        await using var session = await server.SessionAsync();
        var factor = 3L;
        var rows = session.Range(0, 1000, 1, 2);
        Console.WriteLine("the session is captured by a neighbour only: " + new Func<string>(() => session.Sql("select 1").ToString()!)().Length);
        var expected = Enumerable.Range(0, 1000).Select(n => (long?)(n * 3)).ToList();
        Assert.Equal(expected, (await rows.MapBatches(batch => Map(batch, n => n * factor), Longs).LongsAsync()).Order());
        Assert.Equal(expected, (await rows.MapBatches(batches => batches.Select(batch => Map(batch, n => n * factor)), Longs).LongsAsync()).Order());
        Assert.Equal(expected, (await rows.MapBatches((batches, cancel) => MapAsync(batches, factor), Longs).LongsAsync()).Order());
        // Console output does not reach the protocol, fewer rows than came in are fine, and so are none.
        Assert.Equal(4, (await rows.MapBatches(Chatty, Longs).LongsAsync()).Count);
        Assert.Empty(await rows.MapBatches(batches => [], Longs).LongsAsync());
        // Stopping early on Spark's side ends the function.
        Assert.Equal(5, (await rows.MapBatches(batches => Endless(), Longs).Limit(5).LongsAsync()).Count);
        // The output of one function is the input of the next.
        Assert.Equal(expected.Select(n => n + 1), (await rows.MapBatches(batch => Map(batch, n => n * factor), Longs).MapBatches(batch => Map(batch, n => n + 1), Longs).LongsAsync()).Order());
        // All columns reach a function, whatever is used of its result.
        var wide = session.Sql("select id as a, id * 2 as b from range(10)").MapBatches((RecordBatch batch) => batch, StructType.FromDDL("a BIGINT, b BIGINT"));
        Assert.Equal([90], await wide.Select(Microsoft.Spark.Sql.Functions.Sum("b")).LongsAsync());
        var broadcast = new Broadcast<Dictionary<long, Weight>>(Enumerable.Range(0, 1000).ToDictionary(n => (long)n, n => new Weight(n * 3)));
        Assert.Equal(expected, (await rows.MapBatches(batch => Map(batch, n => broadcast.Value()[n].Value), Longs).LongsAsync()).Order());
        broadcast.Destroy();
        Assert.Throws<FunctionNotPortableException>(() => rows.MapBatches(batch => Map(batch, n => broadcast.Value()[n].Value), Longs));
    }

    [Fact]
    public async Task Tasks_of_a_barrier_stage_meet()
    {
        await using var session = await server.SessionAsync();
        var texts = await session.Range(0, 2, 1, 2).MapBatches(
            batches =>
            {
                var context = TaskContext.Current!;
                _ = batches.Count();
                context.Barrier();
                var all = context.AllGather($"rank {context.PartitionId}");
                return [Batch(all.Count == 2 && all[0] == "rank 0" && all[1] == "rank 1" ? context.PartitionId : -1)];
            },
            Longs, barrier: true).Repartition(1).LongsAsync();
        Assert.Equal([0, 1], texts.Order());
        var error = await Assert.ThrowsAsync<SparkException>(() => session.Range(1).MapBatches(
            (IEnumerable<RecordBatch> batches) =>
            {
                TaskContext.Current!.Barrier();
                return batches;
            }, Longs).LongsAsync());
        Assert.Contains("pass barrier: true", error.Message);
    }

    [Fact]
    public async Task Errors_say_what_where_and_how_it_should_be()
    {
        await using var session = await server.SessionAsync();
        var rows = session.Range(0, 10, 1, 1);
        var thrown = await Assert.ThrowsAsync<SparkException>(() => rows.MapBatches((RecordBatch batch) => Fail(batch, "seven"), Longs).LongsAsync());
        Assert.Contains("in partition 0", thrown.Message);
        Assert.Contains("System.ArgumentException: not seven", thrown.Message);
        Assert.Contains("MapBatchesTests.Fail", thrown.Message);
        var types = await Assert.ThrowsAsync<SparkException>(() => rows.MapBatches((RecordBatch batch) => batch, StructType.FromDDL("a STRING, b INT")).LongsAsync());
        Assert.Contains("has the columns (id int64); declared for it were (a utf8, b int32)", types.Message);
        var nulls = await Assert.ThrowsAsync<SparkException>(() => rows.MapBatches((RecordBatch batch) => Nulls(), Longs).LongsAsync());
        Assert.Contains("column 'n' is null in row 1", nulls.Message);
        var row = await Assert.ThrowsAsync<SparkException>(() => rows.MapRows<long, long>(n => n == 7 ? throw new FormatException("seven") : n).LongsAsync());
        Assert.Contains("partition 0, row 7", row.Message);
        Assert.Contains("System.FormatException: seven", row.Message);
        // A worker that failed once still serves.
        Assert.Equal(10, (await rows.MapBatches((RecordBatch batch) => batch, Longs).LongsAsync()).Count);
        var refused = Assert.Throws<FunctionNotPortableException>(() => rows.MapBatches(batch => Use(batch, session), Longs));
        Assert.Contains("'session' of type Microsoft.Spark.Sql.SparkSession", refused.Message);
    }

    [Fact]
    public async Task A_cancelled_function_stops()
    {
        await using var session = await server.SessionAsync();
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            foreach (var listens in (bool[])[true, false])
            {
                var marker = Path.Combine(folder, $"{listens}");
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
                var query = session.Range(0, 2, 1, 2).MapBatches((RecordBatch batch) => Spin(batch, marker, listens), Longs);
                var run = ReadAsync(session.Client.ExecuteAsync(new() { Root = query.Relation }, stop.Token));
                while (!File.Exists(marker)) await Task.Delay(20, TestContext.Current.CancellationToken);
                await stop.CancelAsync();
                await Assert.ThrowsAnyAsync<Exception>(() => run);
                var since = DateTime.UtcNow;
                while (DateTime.UtcNow - File.GetLastWriteTimeUtc(marker) < TimeSpan.FromMilliseconds(500) && DateTime.UtcNow < since.AddSeconds(120))
                    await Task.Delay(100, TestContext.Current.CancellationToken);
                Assert.InRange((File.GetLastWriteTimeUtc(marker) - since).TotalSeconds, -60, 60);
            }
            Assert.Equal(10, (await session.Range(0, 10, 1, 2).MapBatches((RecordBatch batch) => batch, Longs).LongsAsync()).Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task ReadAsync<T>(IAsyncEnumerable<T> answers)
    {
        await foreach (var _ in answers)
        {
        }
    }

    record Weight(long Value);

    static RecordBatch Spin(RecordBatch batch, string marker, bool listens)
    {
        while (true)
        {
            File.WriteAllText(marker, "");
            Thread.Sleep(10);
            if (listens) TaskContext.Current!.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    static RecordBatch Use(RecordBatch batch, IDisposable used) => used.GetHashCode() == 0 ? batch : batch;

    static RecordBatch Fail(RecordBatch batch, string text) => throw new ArgumentException("not " + text + batch.Length);

    static RecordBatch Nulls() => new(new Schema([new Field("n", Int64Type.Default, true)], null), [new Int64Array.Builder().Append(1).AppendNull().Build()], 2);

    static IEnumerable<RecordBatch> Endless()
    {
        while (true) yield return Batch(1);
    }

    static IEnumerable<RecordBatch> Chatty(IEnumerable<RecordBatch> batches)
    {
        Console.WriteLine("a line that is longer than any number of the protocol");
        Console.Out.Write(new string('x', 100_000));
        foreach (var _ in batches)
        {
        }
        yield return Batch(1);
        yield return Batch(2);
    }

    static async IAsyncEnumerable<RecordBatch> MapAsync(IAsyncEnumerable<RecordBatch> batches, long factor)
    {
        await foreach (var batch in batches)
        {
            await Task.Yield();
            yield return Map(batch, n => n * factor);
        }
    }

    static RecordBatch Batch(long value) => new(new Schema([new Field("n", Int64Type.Default, false)], null), [new Int64Array.Builder().Append(value).Build()], 1);

    static RecordBatch Map(RecordBatch batch, Func<long, long> map)
    {
        var column = new Int64Array.Builder();
        foreach (var value in (Int64Array)batch.Column(0)) column.Append(map(value!.Value));
        return new(new Schema([new Field("n", Int64Type.Default, false)], null), [column.Build()], batch.Length);
    }
}
