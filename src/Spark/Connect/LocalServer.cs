using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DistributedML.Spark.Connect;

/// <summary>A Spark Connect server that this process started with <c>SPARK_HOME</c> and ends when it is disposed of.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    readonly Process _process;

    LocalServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Address => $"sc://127.0.0.1:{Port}";

    /// <param name="sparkHome">Spark's folder.</param>
    /// <param name="master">Where it runs: local[2], spark://host:port, ...</param>
    /// <param name="configuration">Spark's settings.</param>
    /// <param name="worker">The worker program, for C# functions; null for none.</param>
    /// <param name="cancel">Ends the start.</param>
    public static async Task<LocalServer> StartAsync(
        string sparkHome, string master, IReadOnlyDictionary<string, string> configuration, string? worker, CancellationToken cancel = default)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Path.Combine(sparkHome, "bin", "spark-submit")) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] settings =
        [
            "spark.connect.grpc.binding.address=127.0.0.1", $"spark.connect.grpc.binding.port={port}", "spark.ui.enabled=false",
            .. configuration.Select(setting => $"{setting.Key}={setting.Value}"),
        ];
        foreach (var argument in (string[])["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", master]) start.ArgumentList.Add(argument);
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("--conf");
            start.ArgumentList.Add(setting);
        }
        start.ArgumentList.Add("spark-internal");
        start.Environment["SPARK_HOME"] = sparkHome;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        if (worker is not null) start.Environment["PYSPARK_PYTHON"] = worker;
        var process = Process.Start(start)!;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = new Queue<string>();
        void Read(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null) return;
            lock (lines)
            {
                lines.Enqueue(line.Data);
                if (lines.Count > 50) lines.Dequeue();
            }
            if (line.Data.Contains("Spark Connect server started at")) started.TrySetResult();
        }
        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync(cancel);
        var first = await Task.WhenAny(started.Task, ended, Task.Delay(StartLimit, cancel)).ConfigureAwait(false);
        if (first == started.Task) return new LocalServer(process, port);
        process.Kill(entireProcessTree: true);
        cancel.ThrowIfCancellationRequested();
        lock (lines) throw new InvalidOperationException($"Spark's Connect server did not start on master {master}; its last lines:\n{string.Join('\n', lines)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
