using System.Runtime.InteropServices;
using DistributedML.Spark.Connect;
using DistributedML.Tests.Spark.Worker;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;

namespace DistributedML.Tests.Spark.Cluster;

[Collection<ClusterCollection>]
public class ShippingTests(StandaloneCluster cluster)
{
    [Fact]
    public async Task Executors_run_the_worker_that_was_sent_to_them()
    {
        await using var session = await cluster.SessionAsync();
        var programs = await session.Range(0, 3, 1, 3).MapRows<long, string>(_ => Path.GetFullPath(Environment.ProcessPath!)).As<string>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, programs.Count);
        // The working folder of each executor, by its application and number.
        var shipped = Path.Combine(cluster.Folder, "worker[12]", "work", "app-[^/]+", "[0-9]+", "dml-worker", "DistributedML.SparkWorker");
        Assert.All(programs, program => Assert.Matches($"^{shipped}$", program));
    }

    [Fact]
    public async Task A_stream_finds_the_worker_on_the_drivers_machine_and_relative_paths_are_the_programs()
    {
        var folder = Directory.CreateDirectory($"cluster-{Guid.NewGuid():N}");
        try
        {
            await using var session = await cluster.SessionAsync();
            session.Range(0, 10, 1, 1).Write().Parquet(Path.Combine(folder.Name, "in"));
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.FullName, "in"), "*.parquet"));
            var target = Path.Combine(folder.Name, "out");
            session.ReadStream().Schema("id BIGINT").Parquet(Path.Combine(folder.Name, "in")).WriteStream().Option("checkpointLocation", Path.Combine(folder.FullName, "checkpoint")).Trigger(Trigger.AvailableNow())
                .ForeachBatch((batch, id) => batch.MapRows<long, long>(n => 2 * n).Write().Mode("append").Parquet(target)).Start().AwaitTermination();
            Assert.Equal(Enumerable.Range(0, 10).Select(n => (long?)(2 * n)), (await session.Read().Parquet(target).LongsAsync()).Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_worker_that_an_executor_lacks_is_named()
    {
        await using var server = await cluster.StartServerAsync("/nowhere/DistributedML.SparkWorker", installed: true, ("spark.cores.max", "1"));
        var error = await FunctionErrorAsync(server);
        Assert.StartsWith("There is no C# worker /nowhere/DistributedML.SparkWorker on 127.0.0.1 (executor 0)", error.Message);
        Assert.Contains("--worker", error.Message);
    }

    [Fact]
    public async Task A_machine_without_the_runtime_is_named()
    {
        // The runtime's folder is looked for by the second name first, which the program that runs the tests may have set.
        await cluster.MasterAsync();
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToUpperInvariant();
        await using var server = await cluster.StartServerAsync(StandaloneCluster.Worker, settings:
            [("spark.cores.max", "1"), ("spark.executorEnv.DOTNET_ROOT", cluster.Temporary), ($"spark.executorEnv.DOTNET_ROOT_{architecture}", cluster.Temporary)]);
        var error = await FunctionErrorAsync(server);
        Assert.StartsWith("The C# worker does not start on 127.0.0.1 (executor 0)", error.Message);
        Assert.Contains("DOTNET_ROOT", error.Message);
    }

    static async Task<SparkException> FunctionErrorAsync(LocalServer server)
    {
        await using var session = await SparkSession.Builder().Remote(server.Address).CreateAsync(TestContext.Current.CancellationToken);
        return await Assert.ThrowsAsync<SparkException>(() => session.Range(0, 3, 1, 1).MapRows<long, long>(n => n + 1).LongsAsync());
    }
}
