using Apache.Arrow;
using DistributedML.Spark.Connect;
using DistributedML.Tests.Spark.Connect;
using DistributedML.Tests.Spark.Worker;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark.Cluster;

[Collection<ClusterCollection>]
public class KillTests(StandaloneCluster cluster)
{
    const int Rows = 60_000;

    static readonly StructType Longs = StructType.FromDDL("n BIGINT NOT NULL");

    public enum Victim
    {
        Executor,
        Worker,
    }

    [Theory]
    [InlineData(Victim.Executor)]
    [InlineData(Victim.Worker)]
    public async Task A_process_that_is_killed_in_a_function_costs_and_doubles_no_row(Victim victim)
    {
        using var meeting = new Meeting();
        await using var session = await cluster.SessionAsync();
        var run = Held(session, meeting).LongsAsync();
        var processes = await meeting.ProcessesAsync(StandaloneCluster.Executors, run);
        Processes.Kill(victim == Victim.Worker ? processes[1] : Processes.Parent(processes[1]));
        // A worker ends with its executor, also while a function computes.
        await Meeting.UntilAsync(() => !Processes.Lives(processes[1]), "the worker ends");
        meeting.GoOn();
        Assert.Equal(Enumerable.Range(0, Rows).Select(n => (long?)n), (await run).Order());
        Assert.True(meeting.WasTried(partition: 1, attempt: 1));
        Assert.DoesNotContain(Files(), file => file.Contains($"-{processes[1]}-", StringComparison.Ordinal));   // the runtime's own sockets and pipes are named by the process
    }

    [Fact]
    public async Task An_executor_that_is_killed_in_a_collect_costs_and_doubles_no_row()
    {
        await using var session = await cluster.SessionAsync();
        var application = session.Conf().Get("spark.app.id");
        List<int> Executors() => [.. Processes.Of(cluster.Folder).Where(process => process.Command.Contains("CoarseGrainedExecutorBackend") && process.Command.Contains(application)).Select(process => process.Id)];
        var rows = new List<long>();
        var before = new List<int>();
        await foreach (var id in session.Sql("select id from range(0, 1500000, 1, 30) where sha2(cast(id as string), 256) <> ''").As<long>().CollectAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(id);
            if (before.Count > 0) continue;
            before = Executors();
            Processes.Kill(before[0]);
        }
        rows.Sort();
        Assert.Equal(Enumerable.Range(0, 1_500_000).Select(id => (long)id), rows);
        await Meeting.UntilAsync(() => Executors() is { Count: StandaloneCluster.Executors } now && !now.Contains(before[0]), "another executor takes its place");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_cut_costs_and_doubles_no_row(bool inFunction)
    {
        var address = await cluster.AddressAsync();
        var port = ConnectAddress.Parse(address).Port;
        await using var relay = new Relay(port, 5_000, 200_000, 1, 3_000_000, 30_000);
        await using var session = await SparkSession.Builder().Remote(address.Replace($":{port}", $":{relay.Port}")).CreateAsync(TestContext.Current.CancellationToken);
        var table = session.Sql("select id from range(0, 1500000, 1, 6)");
        var rows = await (inFunction ? table.MapBatches((RecordBatch batch) => batch, Longs) : table).LongsAsync();
        Assert.Equal(5, relay.Cuts);
        Assert.Equal(Enumerable.Range(0, 1_500_000).Select(id => (long?)id), rows.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_is_killed_ends_the_job_with_a_clear_error_and_leaves_nothing(bool inFunction)
    {
        await cluster.MasterAsync();
        var files = Files();
        using var meeting = new Meeting();
        var server = await cluster.StartServerAsync(StandaloneCluster.Worker);
        var session = await SparkSession.Builder().Remote(server.Address).CreateAsync(TestContext.Current.CancellationToken);
        var application = session.Conf().Get("spark.app.id");
        List<int> Application() => [.. Processes.Of(application).Select(process => process.Id)];
        SparkException error;
        if (inFunction)
        {
            var run = Held(session, meeting).LongsAsync();
            var processes = await meeting.ProcessesAsync(StandaloneCluster.Executors, run);
            Assert.All(processes, process => Assert.Contains(process, Application()));
            Processes.KillServer(server.Folder);
            error = await Assert.ThrowsAsync<SparkException>(() => run);
        }
        else
        {
            var killed = false;
            error = await Assert.ThrowsAsync<SparkException>(() => Connect.Rows.CountAsync(session, "select id, repeat('x', 100) from range(0, 30000000, 1, 300)", TestContext.Current.CancellationToken, rows =>
            {
                if (rows == 0 || killed) return;
                killed = true;
                Assert.NotEmpty(Application());
                Processes.KillServer(server.Folder);
            }));
        }
        Assert.StartsWith($"The Spark server at {session.Client.Address.Place} is gone", error.Message);
        Assert.Contains("start it again and make a new session", error.Message);
        await Meeting.UntilAsync(() => Application().Count == 0, "executors and workers end");
        await session.DisposeAsync();
        await server.DisposeAsync();
        Assert.False(Directory.Exists(server.Folder));
        await Meeting.UntilAsync(() => !Files().Except(files).Any(), $"the executors' files go: {string.Join(", ", Files().Except(files))}");
    }

    static DataFrame Held(SparkSession session, Meeting meeting)
    {
        var folder = meeting.Folder;
        return session.Range(0, Rows, 1, StandaloneCluster.Executors).MapBatches(batches => Meeting.Hold(batches, folder), Longs);
    }

    // A worker of the cluster keeps one folder as long as it lives, with a folder for each executor in it.
    // Spark's own folders are left out: an executor that ends while it fetches the worker's archive may leave that in one.
    List<string> Files() =>
    [
        .. Directory.EnumerateFiles(cluster.Temporary),
        .. Directory.EnumerateDirectories(cluster.Temporary).Where(folder => !Path.GetFileName(folder).StartsWith("spark-", StringComparison.Ordinal))
            .SelectMany(Directory.EnumerateFileSystemEntries),
    ];
}
