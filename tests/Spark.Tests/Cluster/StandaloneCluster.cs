using DistributedML.Spark.Connect;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Cluster;

/// <summary>
/// A real standalone cluster on this machine, started when a test asks for it: a master and two workers as processes, with all files of theirs and of their executors in one
/// folder; and on it a Connect server with three executors of one core.
/// </summary>
public sealed class StandaloneCluster : IAsyncLifetime
{
    public const int Executors = 3;

    // Each lives for some seconds only, too short for the compiler's second look to pay.
    const string ShortLife = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    readonly Lazy<Task<string>> _master;
    readonly Lazy<Task<LocalServer>> _server;
    readonly List<SparkDaemon> _daemons = [];

    public StandaloneCluster()
    {
        _master = new(StartAsync);
        _server = new(() => StartServerAsync(Worker));
    }

    /// <summary>The worker program, built beside these tests.</summary>
    public static string Worker => Path.Combine(AppContext.BaseDirectory, "DistributedML.SparkWorker");

    public string Folder { get; } = Directory.CreateTempSubdirectory("dml-cluster-").FullName;

    /// <summary>Where executors, and the functions in them, keep what is temporary.</summary>
    public string Temporary => Path.Combine(Folder, "temporary");

    /// <summary>The settings with which a server has three executors on this cluster.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["spark.cores.max"] = $"{Executors}",
        ["spark.executor.cores"] = "1",
        ["spark.executor.memory"] = "512m",
        ["spark.driver.memory"] = "700m",
        ["spark.driver.host"] = "127.0.0.1",
        ["spark.driver.bindAddress"] = "127.0.0.1",
        ["spark.driver.extraJavaOptions"] = ShortLife,
        ["spark.executor.extraJavaOptions"] = $"{ShortLife} -Djava.io.tmpdir={Temporary}",
        // The first job waits for all executors.
        ["spark.scheduler.minRegisteredResourcesRatio"] = "1",
    };

    /// <summary>The master's address; skips the test when SPARK_HOME is not set.</summary>
    public Task<string> MasterAsync()
    {
        Assert.SkipWhen(SparkHome is null, "SPARK_HOME names no Spark distribution");
        return _master.Value;
    }

    /// <summary>A session of its own on the common server.</summary>
    public async Task<SparkSession> SessionAsync() => await SparkSession.Builder().Remote(await AddressAsync()).CreateAsync();

    /// <summary>The common server's address.</summary>
    public async Task<string> AddressAsync()
    {
        await MasterAsync();
        return (await _server.Value).Address;
    }

    /// <summary>A server of the test's own.</summary>
    internal async Task<LocalServer> StartServerAsync(string? worker, bool installed = false, params (string Key, string Value)[] settings)
    {
        var all = Settings;
        foreach (var (key, value) in settings) all[key] = value;
        return await LocalServer.StartAsync(SparkHome!, await MasterAsync(), all, worker, installed);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
        foreach (var daemon in Enumerable.Reverse(_daemons)) await daemon.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        Assert.Empty(Processes.Of(Folder));
    }

    static string? SparkHome => Environment.GetEnvironmentVariable("SPARK_HOME") is { Length: > 0 } home ? home : null;

    async Task<string> StartAsync()
    {
        Directory.CreateDirectory(Temporary);
        var environment = new Dictionary<string, string>
        {
            ["SPARK_HOME"] = SparkHome!,
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
            ["SPARK_DAEMON_MEMORY"] = "256m",
            ["SPARK_DAEMON_JAVA_OPTS"] = $"{ShortLife} -Djava.io.tmpdir={Temporary}",
            ["SPARK_LOCAL_DIRS"] = Temporary,
            ["TMPDIR"] = Temporary,
        };
        var master = await SparkDaemon.StartAsync(
            SparkHome!, Path.Combine(Folder, "master"), environment, @"Starting Spark master at (spark://\S+)", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
        _daemons.Add(master);
        var address = master.Announcement.Groups[1].Value;
        _daemons.AddRange(await Task.WhenAll(Enumerable.Range(1, 2).Select(number => SparkDaemon.StartAsync(
            SparkHome!, Path.Combine(Folder, $"worker{number}"), environment, "Successfully registered with master", "org.apache.spark.deploy.worker.Worker", address,
            "--host", "127.0.0.1", "--port", "0", "--webui-port", "0", "--cores", "4", "--memory", "4g", "--work-dir", Path.Combine(Folder, $"worker{number}", "work")))));
        return address;
    }
}
