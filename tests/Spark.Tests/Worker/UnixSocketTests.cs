using Apache.Arrow;
using DistributedML.Spark.Connect;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>On a server of its own: how it reaches its workers is a setting of its start.</summary>
public class UnixSocketTests
{
    [Fact]
    public async Task Functions_barriers_and_streams_work_over_Unix_sockets()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("dml-sock-").FullName;
        var settings = new Dictionary<string, string> { ["spark.python.unix.domain.socket.enabled"] = "true", ["spark.python.unix.domain.socket.dir"] = folder };
        await using (var server = await LocalServer.StartAsync(SparkServer.Home!, "local[2]", settings, SparkServer.Worker, cancel: cancel))
        {
            await using var session = await SparkSession.Builder().Remote(server.Address).CreateAsync(cancel);
            var sockets = Udf<long, bool>(n => Environment.GetEnvironmentVariable("PYTHON_WORKER_FACTORY_SECRET") is null);
            Assert.Equal([true, true], await session.Range(0, 2, 1, 2).Select(sockets(Col("id"))).ToListAsync<bool>(cancel));
            var ranks = session.Range(0, 2, 1, 2).MapBatches(Meet, StructType.FromDDL("id BIGINT NOT NULL"), barrier: true).Repartition(1);
            Assert.Equal([0, 1], (await ranks.LongsAsync()).Order());

            var target = Path.Combine(folder, "out");
            session.Range(3).Write().Parquet(Path.Combine(folder, "in"));
            var query = session.ReadStream().Schema("id long").Parquet(Path.Combine(folder, "in"))
                .WriteStream().Option("checkpointLocation", Path.Combine(folder, "checkpoint")).Trigger(Trigger.AvailableNow())
                .ForeachBatch((batch, _) => batch.Write().Parquet(target)).Start();
            query.AwaitTermination();
            Assert.Equal([0, 1, 2], (await session.Read().Parquet(target).LongsAsync()).Order());
        }
        Assert.Empty(Directory.GetFiles(folder, "*.sock", SearchOption.AllDirectories));
        Directory.Delete(folder, recursive: true);
    }

    static IEnumerable<RecordBatch> Meet(IEnumerable<RecordBatch> batches)
    {
        var all = TaskContext.Current!.AllGather($"rank {TaskContext.Current.PartitionId}");
        if (!all.SequenceEqual(["rank 0", "rank 1"])) throw new InvalidOperationException(string.Join(", ", all));
        return batches;
    }
}
