using System.Diagnostics;

namespace DistributedML.Benchmarks;

/// <summary>
/// Three processes: a silo, a replay at full speed, and the load generator. The rate is counted from the first event applied to the last one stored.
/// Beside it, what the load generator sees of a server that has nothing to do but to answer.
/// </summary>
static class StreamBenchmark
{
    const string Half = "2011-11-01";   // an event that is sent again is not learned again
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
        var empty = new List<LoadFigures>();
        foreach (var home in string.IsNullOrEmpty(kafkaHome) ? [null] : (string?[])[null, kafkaHome])
        {
            var runs = new List<(Measured First, Measured Second)>();
            for (var run = 0; run <= options.Runs; run++)
            {
                var measured = await Measure(prepared.Path, home, cancel);
                Report.Note($"{measured}");
                if (run == 0) continue;
                runs.Add(measured);
                empty.Add(await EmptyServer.Measure(cancel));
                Report.Note($"{empty[^1]}");
            }
            var broker = home is null ? "embedded broker" : "local broker";
            rows.AddRange(Rows($"Replay into grains, state stored, {broker}", runs.Select(run => run.First)));
            rows.AddRange(Rows($"The second half into the same silo, {broker}", runs.Select(run => run.Second)));
        }
        rows.Add(Queries("Constant answers of an empty ASP.NET server with as many threads that never rest as cores", empty));
        return rows;
    }

    static IEnumerable<ResultRow> Rows(string what, IEnumerable<Measured> runs)
    {
        var rate = new Series(runs.Select(run => run.EventsPerSecond));
        yield return new(what, rate.ToText("N0", "events/s"), $"limit {LimitEventsPerSecond:N0} events/s", rate.Median / LimitEventsPerSecond);
        yield return Queries("recommendations meanwhile", runs.Select(run => run.Load));
    }

    static ResultRow Queries(string what, IEnumerable<LoadFigures> runs)
    {
        Series Of(Func<LoadFigures, double> figure) => new(runs.Select(figure));
        var p99 = Of(load => load.P99);
        var rest = $"median {Of(load => load.P50).Median:F1} ms, 99.9th {Of(load => load.P999).Median:F1} ms; sent late by {Of(load => load.SentLateP99).Median:F1} ms";
        return new($"{what}, 99th percentile ({rest})", p99.ToText("F1", "ms"), $"limit {LimitMilliseconds} ms", LimitMilliseconds / p99.Median);
    }

    static async Task<(Measured First, Measured Second)> Measure(string prepared, string? kafkaHome, CancellationToken cancel)
    {
        using var work = new WorkFolder();
        Copy(prepared, work.Path);
        await using var silo = await ServingSilo.Start(work.Path, kafkaHome, cancel);
        return (await Replay(silo, work.Path, cancel, "--to", Half), await Replay(silo, work.Path, cancel, "--from", Half));
    }

    static async Task<Measured> Replay(ServingSilo silo, string work, CancellationToken cancel, params string[] days)
    {
        using var load = await Load.Prepare(silo.Address, cancel);
        var (before, _) = await silo.Position(cancel);
        var replay = Dml.Run(work, cancel, ["replay", .. days]);
        var (start, first) = await FirstApplied(silo, before, replay, cancel);
        await load.Start();
        var (end, last) = await AllStored(silo, before, replay, cancel);
        return new((last - first) / Stopwatch.GetElapsedTime(start, end).TotalSeconds, await load.Stop(cancel));
    }

    static async Task<(long Time, long Events)> FirstApplied(ServingSilo silo, long before, Task<Dml.Result> replay, CancellationToken cancel)
    {
        while (true)
        {
            var (events, _) = await silo.Position(cancel);
            if (events > before) return (Stopwatch.GetTimestamp(), events);
            if (replay.IsCompleted) throw new BenchmarkException($"the replay ended before an event was applied: {(await replay).Figures}");
            await Task.Delay(Poll, cancel);
        }
    }

    /// <summary>Waits until every event that the replay sent is stored; the time is that of the last change seen.</summary>
    static async Task<(long Time, long Events)> AllStored(ServingSilo silo, long before, Task<Dml.Result> replay, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var last = (Events: 0L, Stored: false);
        var changed = 0L;
        while (watch.Elapsed < Patience)
        {
            var position = await silo.Position(cancel);
            if (position != last) (last, changed) = (position, Stopwatch.GetTimestamp());
            if (last.Stored && replay.IsCompleted && (long)(await replay).Figures["replay"]!["events"]! == last.Events - before) return (changed, last.Events);
            await Task.Delay(Poll, cancel);
        }
        throw new BenchmarkException($"after {Patience.TotalMinutes} min {last.Events - before} events are applied, and {(last.Stored ? "" : "not ")}stored");
    }

    static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
