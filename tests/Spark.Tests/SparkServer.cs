using DistributedML.Spark.Connect;
using Microsoft.Spark.Sql;

[assembly: AssemblyFixture(typeof(DistributedML.Tests.Spark.SparkServer))]

namespace DistributedML.Tests.Spark;

/// <summary>One real Connect server on local[2] for all tests of this project, started when the first asks for it.</summary>
public sealed class SparkServer : IAsyncLifetime
{
    readonly Lazy<Task<LocalServer>> _server = new(() => LocalServer.StartAsync(Home!, "local[2]", Settings, Worker));

    /// <summary>Settings for many small queries: few tasks in each shuffle, where Spark makes 200, and no second compilation of code that runs for a moment.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["spark.sql.shuffle.partitions"] = "3",
        ["spark.driver.extraJavaOptions"] = "-XX:TieredStopAtLevel=1",
    };

    /// <summary>Spark's folder; null when there is none.</summary>
    public static string? Home => Environment.GetEnvironmentVariable("SPARK_HOME") is { Length: > 0 } home ? home : null;

    /// <summary>The worker program, built beside these tests.</summary>
    public static string Worker => Path.Combine(AppContext.BaseDirectory, "DistributedML.SparkWorker");

    /// <summary>The address of the server; skips the test when SPARK_HOME is not set.</summary>
    public async Task<string> AddressAsync()
    {
        Assert.SkipWhen(Home is null, "SPARK_HOME names no Spark distribution");
        return (await _server.Value).Address;
    }

    /// <summary>A session of its own on the server; skips the test when SPARK_HOME is not set.</summary>
    public async Task<SparkSession> SessionAsync() => await SparkSession.Builder().Remote(await AddressAsync()).CreateAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}
