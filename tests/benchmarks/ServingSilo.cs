using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DistributedML.Benchmarks;

/// <summary>A silo in a process of its own: dml serve.</summary>
sealed class ServingSilo : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Process _process;
    readonly HttpClient _client;

    ServingSilo(Process process, Uri address) => (_process, _client) = (process, new HttpClient { BaseAddress = address });

    public Uri Address => _client.BaseAddress!;

    public static async Task<ServingSilo> Start(string work, string? kafkaHome, CancellationToken cancel)
    {
        var process = Dml.Start(kafkaHome, "serve", "--work", work, "--listen", "http://127.0.0.1:0");
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        var endpoint = Path.Combine(work, "serving.json");
        var watch = Stopwatch.StartNew();
        while (!File.Exists(endpoint))
        {
            if (process.HasExited) throw new BenchmarkException($"dml serve ended with {process.ExitCode}:\n{await output}{await error}");
            if (watch.Elapsed > Patience) throw new BenchmarkException($"dml serve did not serve within {Patience.TotalSeconds} s");
            await Task.Delay(50, cancel);
        }
        await Task.Delay(200, cancel);   // the file is written whole by then
        return new(process, new Uri((string)JsonNode.Parse(await File.ReadAllTextAsync(endpoint, cancel))!["address"]!));
    }

    /// <summary>Events applied or dead, and whether all of them are stored.</summary>
    public async Task<(long Events, bool Stored)> Position(CancellationToken cancel)
    {
        var answer = await _client.GetFromJsonAsync<JsonNode>("api/deployments", cancel);
        var shards = answer!["deployments"]!.AsArray().SelectMany(deployment => deployment!["shards"]!.AsArray()).ToList();
        if (shards.Select(shard => (string?)shard!["error"]).FirstOrDefault(error => error is not null) is { } failed) throw new BenchmarkException($"a shard does not consume: {failed}");
        return (shards.Sum(shard => (long)shard!["events"]! + (long)shard["deadLetters"]!), shards.All(shard => (long)shard!["checkpointOffset"]! == (long)shard["offset"]!));
    }

    /// <summary>Ends it as Ctrl-C does, so that it ends a broker that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!OperatingSystem.IsWindows()) Process.Start("kill", ["-INT", $"{_process.Id}"]).Dispose();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }
}
