using System.Diagnostics;
using System.Text.Json;

namespace DistributedML.Benchmarks;

/// <summary>The load generator in a process of its own.</summary>
sealed class Load : IDisposable
{
    readonly Process _process;

    Load(Process process) => _process = process;

    /// <summary>Starts it and waits until it has warmed up.</summary>
    /// <exception cref="BenchmarkException">It did not start.</exception>
    public static async Task<Load> Prepare(Uri address, CancellationToken cancel)
    {
        var process = ChildProcess.Start("load", "--url", address.ToString());
        return await process.StandardOutput.ReadLineAsync(cancel) == "ready" ? new Load(process) : throw new BenchmarkException("the load generator did not start");
    }

    /// <summary>Has it ask.</summary>
    public Task Start() => _process.StandardInput.WriteLineAsync("start");

    /// <summary>Ends it.</summary>
    /// <returns>What it saw since <see cref="Start"/>.</returns>
    /// <exception cref="BenchmarkException">A request failed.</exception>
    public async Task<LoadFigures> Stop(CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync("stop");
        var figures = JsonSerializer.Deserialize<LoadFigures>(await _process.StandardOutput.ReadToEndAsync(cancel), JsonSerializerOptions.Web)!;
        return figures.Failed == 0 ? figures : throw new BenchmarkException($"{figures.Failed} of {figures.Requests} requests failed");
    }

    public void Dispose() => _process.Dispose();
}
