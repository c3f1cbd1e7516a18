using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DistributedML.Spark.Connect;
using DistributedML.Tests.Spark.Cluster;
using Microsoft.Spark;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Connect;

public class LocalServerTests
{
    const string WaitVariable = "DML_TEST_WAIT";

    [Fact]
    public async Task A_server_of_its_own_takes_settings_keeps_others_out_and_leaves_nothing()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await SparkSession.Builder().Config("spark.remote", "").Master("local[3]").AppName("a = b: c\\d").Config("spark.driver.memory", "600m").Config("my.secret", "never-seen")
            .Config("spark.connect.execute.reattachable.senderMaxStreamSize", "200k").CreateAsync(cancel);
        var server = session.Server!;
        Assert.Equal("a = b: c\\d", session.Conf().Get("spark.app.name"));
        Assert.Equal("600m", session.Conf().Get("spark.driver.memory"));
        Assert.Equal("never-seen", session.Conf().Get("my.secret"));
        Assert.StartsWith(server.Folder, session.Conf().Get("spark.sql.warehouse.dir").Replace("file:", ""));
        Assert.Equal(3, session.SparkContext.DefaultParallelism);

        var processes = Processes.Of(server.Folder);
        Assert.NotEmpty(processes);
        Assert.Contains(processes, process => process.Command.Contains("-Xmx600m"));
        var token = server.Address.Split("token=")[1];
        Assert.All(processes, process => Assert.False(process.Command.Contains("never-seen") || process.Command.Contains(token)));

        var place = session.Client.Address.Place;
        foreach (var wrong in (string[])[$"sc://{place}/;token=wrong", $"sc://{place}"])
        {
            var error = await Assert.ThrowsAsync<SparkException>(() => SparkSession.Builder().Remote(wrong).CreateAsync(cancel));
            Assert.Contains("token", error.Message);
            Assert.Contains(place, error.Message);
        }

        // The server cuts its stream every 200 KB, as it was told.
        Assert.Equal(500_000, await Rows.CountAsync(session, "select id from range(500000)", cancel));

        await session.SqlAsync("create table kept using parquet as select * from range(10)", cancel);
        await session.DisposeAsync();
        Assert.Empty(Processes.Of(server.Folder));
        Assert.False(Directory.Exists(server.Folder));
        Assert.False(Directory.Exists("spark-warehouse"));
        Assert.False(Directory.Exists("artifacts"));
        var gone = await Assert.ThrowsAsync<SparkException>(() => SparkSession.Builder().Remote($"sc://{place}").CreateAsync(cancel));
        Assert.Contains($"No Spark server at {place}", gone.Message);
    }

    [Fact]
    public async Task A_server_that_is_killed_in_a_collect_ends_it_with_a_clear_error()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await SparkSession.Builder().Config("spark.remote", "").Master("local[2]").CreateAsync(cancel);
        var folder = session.Server!.Folder;
        var watch = new Stopwatch();
        var error = await Assert.ThrowsAsync<SparkException>(() => Rows.CountAsync(session, "select id, repeat('x', 100) from range(0, 30000000, 1, 300)", cancel, rows =>
        {
            if (rows == 0 || watch.IsRunning) return;
            watch.Start();
            Processes.KillServer(folder);
        }));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 120);
        Assert.Contains(session.Client.Address.Place, error.Message);
        watch.Restart();
        await session.DisposeAsync();
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 120);
        Assert.Empty(Processes.Of(folder));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_program_that_is_killed_leaves_no_server_behind()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        var cancel = TestContext.Current.CancellationToken;
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Spark.Tests"), ["--filter-method", $"*.{nameof(Waits_with_a_server)}"]) { Environment = { [WaitVariable] = file }, RedirectStandardOutput = true };
        using var program = Process.Start(start)!;
        program.BeginOutputReadLine();
        try
        {
            string folder;
            while ((folder = await File.ReadAllTextAsync(file, cancel)).Length == 0)
            {
                Assert.False(program.HasExited);
                await Task.Delay(100, cancel);
            }
            Assert.NotEmpty(Processes.Of(folder));
            program.Kill();
            await program.WaitForExitAsync(cancel);
            for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < 300 && (Processes.Of(folder).Count > 0 || Directory.Exists(folder));) await Task.Delay(100, cancel);
            Assert.Empty(Processes.Of(folder));
            Assert.False(Directory.Exists(folder));
        }
        finally
        {
            if (!program.HasExited) program.Kill();
            File.Delete(file);
        }
    }

    /// <summary>Not a test but the program of the one above, which runs it in a process of its own.</summary>
    [Fact]
    public async Task Waits_with_a_server()
    {
        var file = Environment.GetEnvironmentVariable(WaitVariable);
        Assert.SkipWhen(file is null, "the program of another test");
        await using var server = await LocalServer.StartAsync(SparkServer.Home!, "local[1]", new Dictionary<string, string>(), null, cancel: TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, server.Folder, TestContext.Current.CancellationToken);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_no_Spark_server_is_named()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var place = listener.LocalEndpoint.ToString();
        var answering = Task.Run(
            async () =>
            {
                while (true)
                {
                    using var socket = await listener.AcceptSocketAsync(cancel);
                    await socket.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancel);
                    var buffer = new byte[1000];
                    while (await socket.ReceiveAsync(buffer, cancel) > 0) { }
                }
            },
            cancel);
        var other = await Assert.ThrowsAsync<SparkException>(() => SparkSession.Builder().Remote($"sc://{place}").CreateAsync(cancel));
        Assert.Contains($"What listens at {place} does not speak gRPC", other.Message);
        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => answering);

        var watch = Stopwatch.StartNew();
        var none = await Assert.ThrowsAsync<SparkException>(() => SparkSession.Builder().Remote($"sc://{place}").CreateAsync(cancel));
        Assert.Contains($"No Spark server at {place}", none.Message);
        Assert.Contains("SPARK_REMOTE", none.Message);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);

        var home = await Assert.ThrowsAsync<InvalidOperationException>(() => LocalServer.StartAsync("/nowhere", "local[1]", new Dictionary<string, string>(), null, cancel: cancel));
        Assert.Contains("/nowhere", home.Message);
        var old = Directory.CreateTempSubdirectory("spark-3.5");
        Directory.CreateDirectory(Path.Combine(old.FullName, "bin"));
        Directory.CreateDirectory(Path.Combine(old.FullName, "jars"));
        await File.WriteAllTextAsync(Path.Combine(old.FullName, "bin", "spark-submit"), "", cancel);
        await File.WriteAllTextAsync(Path.Combine(old.FullName, "jars", "spark-core_2.12-3.5.1.jar"), "", cancel);
        var version = await Assert.ThrowsAsync<InvalidOperationException>(() => LocalServer.StartAsync(old.FullName, "local[1]", new Dictionary<string, string>(), null, cancel: cancel));
        Assert.Contains("3.5", version.Message);
        old.Delete(recursive: true);
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => LocalServer.StartAsync(SparkServer.Home!, "nonsense", new Dictionary<string, string>(), null, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("nonsense", error.Message);
        Assert.Contains("Master must", error.Message);
    }

    [Fact]
    public async Task Hive_is_asked_for_where_the_distribution_has_it()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        Assert.SkipWhen(Directory.GetFiles(Path.Combine(SparkServer.Home!, "jars"), "spark-hive_*.jar").Length > 0, "this distribution has Hive");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SparkSession.Builder().Config("spark.remote", "").Master("local[1]").EnableHiveSupport().CreateAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"SPARK_HOME, {SparkServer.Home}, has no Hive (no jars/spark-hive_*.jar): leave out EnableHiveSupport() and spark.sql.catalogImplementation=hive, or take Spark's full distribution", error.Message);
    }
}
