using DistributedML.Tests.Spark.Worker;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Cluster;

[Collection<ClusterCollection>]
public class IdleTests(StandaloneCluster cluster)
{
    [Fact]
    public async Task An_idle_worker_ends_with_its_socket_and_the_next_function_starts_another()
    {
        // Spark closes its connection after each task, and over a socket with a file.
        var sockets = Directory.CreateDirectory(Path.Combine(cluster.Folder, "sockets")).FullName;
        await using var server = await cluster.StartServerAsync(StandaloneCluster.Worker, settings:
        [
            ("spark.cores.max", "1"), ("spark.python.worker.reuse", "false"), ("spark.executorEnv.SPARK_CSHARP_WORKER_IDLE_SECONDS", "1"),
            ("spark.python.unix.domain.socket.enabled", "true"), ("spark.python.unix.domain.socket.dir", sockets),
        ]);
        await using var session = await SparkSession.Builder().Remote(server.Address).CreateAsync(TestContext.Current.CancellationToken);
        var before = 0L;
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var process = (await session.Range(0, 1, 1, 1).MapRows<long, long>(_ => Environment.ProcessId).LongsAsync()).Single()!.Value;
            Assert.NotEqual(before, process);
            await Meeting.UntilAsync(() => !Processes.Lives(process), "the idle worker ends");
            Assert.Empty(Directory.GetFileSystemEntries(sockets));
            before = process;
        }
    }
}
