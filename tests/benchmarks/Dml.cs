using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DistributedML.Benchmarks;

/// <summary>The program dml as a child process.</summary>
static class Dml
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>A run that ended well.</summary>
    /// <param name="Seconds">Wall time of the process.</param>
    /// <param name="PeakMegabytes">Its largest resident memory.</param>
    /// <param name="Figures">What it wrote with --json.</param>
    public sealed record Result(double Seconds, double PeakMegabytes, JsonNode Figures);

    /// <summary>Starts it; it uses the embedded broker unless a Kafka folder is given.</summary>
    public static Process Start(string? kafkaHome, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dml.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KAFKA_HOME"] = kafkaHome ?? "";
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public static async Task<Result> Run(string work, CancellationToken cancel, params IEnumerable<string> arguments)
    {
        Directory.CreateDirectory(work);
        var json = Path.Combine(work, $"figures-{Guid.NewGuid():N}.json");
        var watch = Stopwatch.StartNew();
        using var process = Start(null, [.. arguments, "--work", work, "--json", json]);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        var peak = 0L;
        var exit = process.WaitForExitAsync(cancel);
        while (!exit.IsCompleted)
        {
            peak = Math.Max(peak, Peak(process));
            await Task.WhenAny(exit, Task.Delay(Poll, cancel));
        }
        await exit;
        watch.Stop();
        if (process.ExitCode != 0) throw new BenchmarkException($"dml {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await error}");
        return new(watch.Elapsed.TotalSeconds, peak / (double)(1 << 20), JsonNode.Parse(await File.ReadAllTextAsync(json, cancel))!);
    }

    static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)   // it has just ended
        {
            return 0;
        }
    }
}
