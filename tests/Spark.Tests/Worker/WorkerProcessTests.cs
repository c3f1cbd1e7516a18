using System.Globalization;
using Apache.Arrow;
using DistributedML.Spark.Connect;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>On servers of their own: the processes themselves are the subject.</summary>
public class WorkerProcessTests
{
    static readonly StructType Longs = StructType.FromDDL("n BIGINT NOT NULL");

    [Fact]
    public async Task Killed_workers_are_started_again_limits_hold_and_none_is_left()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        var settings = new Dictionary<string, string> { ["spark.executor.pyspark.memory"] = "400m" };
        List<long?> processes;
        await using (var server = await LocalServer.StartAsync(SparkServer.Home!, "local[2,4]", settings, SparkServer.Worker, cancel: TestContext.Current.CancellationToken))
        {
            await using var session = SparkSession.Builder().Remote(server.Address).GetOrCreate();
            var marker = Path.GetTempFileName();
            var rows = await session.Range(0, 100_000, 1, 4).MapBatches((RecordBatch batch) => DieOnce(batch, marker), Longs).LongsAsync();
            Assert.False(File.Exists(marker));
            Assert.Equal(Enumerable.Range(0, 100_000).Select(n => (long?)n), rows.Order());

            var error = await Assert.ThrowsAsync<SparkException>(() => session.Range(0, 2, 1, 1).MapBatches((RecordBatch batch) => Hoard(batch), Longs).LongsAsync());
            Assert.Contains("System.OutOfMemoryException", error.Message);

            processes = await session.Range(0, 2, 1, 2).MapBatches((RecordBatch batch) => Process(), Longs).LongsAsync();
            Assert.Single(processes.Distinct());
            Assert.True(IsWorker(processes[0]!.Value));
        }
        for (var left = 3000; left > 0 && IsWorker(processes[0]!.Value); left--) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(IsWorker(processes[0]!.Value));
    }

    static bool IsWorker(long process)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cmdline");
        return File.Exists(line) && File.ReadAllText(line).Contains("SparkWorker");
    }

    static RecordBatch Process() => new(new Schema([new Field("n", Apache.Arrow.Types.Int64Type.Default, false)], null), [new Int64Array.Builder().Append(Environment.ProcessId).Build()], 1);

    static RecordBatch Hoard(RecordBatch batch)
    {
        var kept = new List<byte[]>();
        for (var i = 0; i < 600; i++) kept.Add(new byte[1 << 20]);
        GC.KeepAlive(kept);
        return batch;
    }

    static RecordBatch DieOnce(RecordBatch batch, string marker)
    {
        if (TaskContext.Current!.PartitionId == 2 && File.Exists(marker))
        {
            File.Delete(marker);
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        }
        return batch;
    }
}
