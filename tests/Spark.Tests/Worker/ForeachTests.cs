using System.Globalization;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Worker;

public sealed class ForeachTests(SparkServer server) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_function_gets_each_micro_batch_and_can_use_functions_itself()
    {
        await using var session = await server.SessionAsync();
        var target = Path.Combine(_folder, "out");
        var factor = 2L;
        var query = Stream(session).WriteStream().Option("checkpointLocation", Path.Combine(_folder, "checkpoint")).Trigger(Trigger.AvailableNow())
            .ForeachBatch((batch, id) => batch.MapRows<long, long>(n => n * factor + id).Write().Mode("append").Parquet(target)).Start();
        query.AwaitTermination();
        var values = await session.Read().Parquet(target).LongsAsync();
        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14, 16, 18], values.Order());
    }

    [Fact]
    public async Task A_stream_calls_functions_of_values_and_batches_with_what_they_captured()
    {
        await using var session = await server.SessionAsync();
        var target = Path.Combine(_folder, "out");
        var table = session.SparkContext.Broadcast(Enumerable.Range(0, 10).ToDictionary(n => (long)n, n => $"n{n}"));
        var name = Udf<long, string>(n => table.Value()[n]);
        var rows = Stream(session);
        var query = rows.MapRows<long, long>(n => n + 1).Filter(Col("value") < 10).Select(name(Col("value")).As("name"))
            .WriteStream().Format("parquet").Option("checkpointLocation", Path.Combine(_folder, "checkpoint")).Trigger(Trigger.AvailableNow()).Start(target);
        query.AwaitTermination();
        Assert.Equal(Enumerable.Range(1, 9).Select(n => $"n{n}"), (await session.Read().Parquet(target).ToListAsync<string>(TestContext.Current.CancellationToken)).Order());
    }

    [Fact]
    public async Task A_writer_gets_every_row_of_every_partition()
    {
        await using var session = await server.SessionAsync();
        var query = Stream(session).Repartition(2).WriteStream().Option("checkpointLocation", Path.Combine(_folder, "checkpoint")).Trigger(Trigger.AvailableNow())
            .Foreach(new FileWriter(_folder)).Start();
        query.AwaitTermination();
        var lines = Directory.GetFiles(_folder, "part-*").SelectMany(File.ReadAllLines).ToList();
        Assert.Equal(Enumerable.Range(0, 10).Select(n => $"{n}"), lines.Where(line => line != "closed").Order());
        Assert.Equal(2, lines.Count(line => line == "closed"));
    }

    [Fact]
    public async Task A_failing_function_ends_the_query_with_its_error()
    {
        await using var session = await server.SessionAsync();
        var query = Stream(session).WriteStream().Option("checkpointLocation", Path.Combine(_folder, "checkpoint")).Trigger(Trigger.AvailableNow())
            .ForeachBatch((batch, id) => throw new FormatException($"batch {id} is not to my taste")).Start();
        var error = Assert.ThrowsAny<Exception>(() => query.AwaitTermination());
        Assert.Contains("System.FormatException: batch 0 is not to my taste", error.ToString());
    }

    // One file of ten numbers.
    DataFrame Stream(SparkSession session)
    {
        var source = Path.Combine(_folder, "in");
        session.Range(0, 10, 1, 1).Write().Parquet(source);
        return session.ReadStream().Schema("id BIGINT").Parquet(source);
    }

    sealed class FileWriter(string folder) : IForeachWriter
    {
        StreamWriter? _file;

        public bool Open(long partitionId, long epochId)
        {
            _file = File.CreateText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{epochId}-{partitionId}")));
            return true;
        }

        public void Process(Row row) => _file!.WriteLine(row.GetAs<long>("id"));

        public void Close(Exception errorOrNull)
        {
            _file!.WriteLine(errorOrNull is null ? "closed" : errorOrNull.Message);
            _file.Dispose();
        }
    }
}
