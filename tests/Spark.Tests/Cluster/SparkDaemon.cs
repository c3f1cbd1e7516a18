using System.Diagnostics;
using System.Text.RegularExpressions;
using DistributedML.Spark.Connect;

namespace DistributedML.Tests.Spark.Cluster;

/// <summary>A master or worker of a standalone cluster, as a process that ends with this one, whatever ends that.</summary>
sealed class SparkDaemon : IAsyncDisposable
{
    readonly Process _process;

    SparkDaemon(Process process, Match announcement) => (_process, Announcement) = (process, announcement);

    /// <summary>What it said when it was ready.</summary>
    public Match Announcement { get; }

    /// <param name="sparkHome">Spark's folder.</param>
    /// <param name="folder">Its own, which goes with it.</param>
    /// <param name="environment">Variables of its environment.</param>
    /// <param name="ready">What it writes when it is ready.</param>
    /// <param name="arguments">The class and its arguments.</param>
    public static async Task<SparkDaemon> StartAsync(string sparkHome, string folder, IReadOnlyDictionary<string, string> environment, string ready, params string[] arguments)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("bash", ["-c", ServerScript.Text, "spark-daemon", folder, Path.Combine(sparkHome, "bin", "spark-class"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var announced = new TaskCompletionSource<Match>();
        var lines = new List<string>();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => announced.TrySetException(new InvalidOperationException($"{arguments[0]} ended:\n{string.Join('\n', lines)}"));
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null || announced.Task.IsCompleted) return;
            lines.Add(line.Data);
            if (Regex.Match(line.Data, ready) is { Success: true } match) announced.TrySetResult(match);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, await announced.Task.WaitAsync(TimeSpan.FromMinutes(10)));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
