using System.Diagnostics;
using System.Text.Json;

namespace DistributedML.Benchmarks;

/// <summary>
/// Three processes: a silo, a replay at full speed, and the load generator. The rate is counted from the first event applied to the last one stored.
/// </summary>
static class StreamBenchmark
{
    const double LimitEventsPerSecond = 100_000;
    const double LimitMilliseconds = 5;
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    sealed record Measured(double EventsPerSecond, LoadFigures Load);

    public static async Task<IEnumerable<ResultRow>> Run(BenchmarkOptions options, CancellationToken cancel)
    {
        using var prepared = new WorkFolder();
        await Dml.Run(prepared.Path, cancel, "etl", "--data", options.DataFolder);
        await Dml.Run(prepared.Path, cancel, "train");
        var kafkaHome = Environment.GetEnvironmentVariable("KAFKA_HOME");
        if (string.IsNullOrEmpty(kafkaHome)) Report.Note("KAFKA_HOME is not set: no local broker is measured");

        var rows = new List<ResultRow>();
        foreach (var home in string.IsNullOrEmpty(kafkaHome) ? [null] : (string?[])[null, kafkaHome])
        {
            var runs = new List<Measured>();
            for (var run = 0; run <= options.Runs; run++)
            {
                var measured = await Measure(prepared.Path, home, cancel);
                Report.Note($"{measured}");
                if (run > 0) runs.Add(measured);
            }
            var broker = home is null ? "embedded broker" : "local broker";
            var rate = new Series(runs.Select(measured => measured.EventsPerSecond));
            var p99 = new Series(runs.Select(measured => measured.Load.P99));
            var (p50, p999) = (new Series(runs.Select(measured => measured.Load.P50)), new Series(runs.Select(measured => measured.Load.P999)));
            var late = new Series(runs.Select(measured => measured.Load.SentLateP99));
            rows.Add(new($"Replay into grains, state stored, {broker}", rate.ToText("N0", "events/s"), $"limit {LimitEventsPerSecond:N0} events/s", rate.Median / LimitEventsPerSecond));
            rows.Add(new($"recommendations meanwhile, 99th percentile (median {p50.Median:F1} ms, 99.9th {p999.Median:F1} ms; sent late by {late.Median:F1} ms)", p99.ToText("F1", "ms"), $"limit {LimitMilliseconds} ms", LimitMilliseconds / p99.Median));
        }
        return rows;
    }

    static async Task<Measured> Measure(string prepared, string? kafkaHome, CancellationToken cancel)
    {
        using var work = new WorkFolder();
        Copy(prepared, work.Path);
        await using var silo = await ServingSilo.Start(work.Path, kafkaHome, cancel);
        using var load = StartLoad(silo.Address);
        if (await load.StandardOutput.ReadLineAsync(cancel) != "ready") throw new BenchmarkException("the load generator did not start");

        var replay = Dml.Run(work.Path, cancel, "replay");
        var (start, first) = await FirstApplied(silo, replay, cancel);
        await load.StandardInput.WriteLineAsync("start");
        await load.StandardInput.FlushAsync(cancel);
        var (end, last) = await AllStored(silo, replay, cancel);
        await load.StandardInput.WriteLineAsync("stop");
        await load.StandardInput.FlushAsync(cancel);
        var figures = JsonSerializer.Deserialize<LoadFigures>(await load.StandardOutput.ReadToEndAsync(cancel), JsonSerializerOptions.Web)!;
        if (figures.Failed > 0) throw new BenchmarkException($"{figures.Failed} of {figures.Requests} recommendations failed");
        return new((last - first) / Stopwatch.GetElapsedTime(start, end).TotalSeconds, figures);
    }

    static Process StartLoad(Uri address) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DistributedML.Benchmarks.dll"), "load", "--url", address.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    static async Task<(long Time, long Events)> FirstApplied(ServingSilo silo, Task<Dml.Result> replay, CancellationToken cancel)
    {
        while (true)
        {
            var (events, _) = await silo.Position(cancel);
            if (events > 0) return (Stopwatch.GetTimestamp(), events);
            if (replay.IsCompleted) throw new BenchmarkException($"the replay ended before an event was applied: {(await replay).Figures}");
            await Task.Delay(Poll, cancel);
        }
    }

    /// <summary>Waits until every event that the replay sent is stored; the time is that of the last change seen.</summary>
    static async Task<(long Time, long Events)> AllStored(ServingSilo silo, Task<Dml.Result> replay, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var last = (Events: 0L, Stored: false);
        var changed = 0L;
        while (watch.Elapsed < Patience)
        {
            var position = await silo.Position(cancel);
            if (position != last) (last, changed) = (position, Stopwatch.GetTimestamp());
            if (last.Stored && replay.IsCompleted && (long)(await replay).Figures["replay"]!["events"]! == last.Events) return (changed, last.Events);
            await Task.Delay(Poll, cancel);
        }
        throw new BenchmarkException($"after {Patience.TotalMinutes} min {last.Events} events are applied, and {(last.Stored ? "" : "not ")}stored");
    }

    static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
