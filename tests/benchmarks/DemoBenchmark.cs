namespace DistributedML.Benchmarks;

/// <summary>The whole demo on the real data, from the start of the process to its end, in an empty work folder.</summary>
static class DemoBenchmark
{
    const double LimitSeconds = 40;
    const double LimitMegabytes = 2_048;

    public static async Task<IEnumerable<ResultRow>> Run(BenchmarkOptions options, CancellationToken cancel)
    {
        var results = new List<Dml.Result>();
        for (var run = 0; run < options.Runs; run++)
        {
            using var work = new WorkFolder();
            results.Add(await Dml.Run(work.Path, cancel, "demo", "--data", options.DataFolder, "--exit", "--listen", "http://127.0.0.1:0"));
            Report.Note($"demo run {run + 1}: {results[^1].Seconds:F1} s, {results[^1].PeakMegabytes:F0} MiB");
        }
        var seconds = new Series(results.Select(result => result.Seconds));
        var peak = new Series(results.Select(result => result.PeakMegabytes));
        return
        [
            new("Whole demo on Online Retail", seconds.ToText("F1", "s"), $"limit {LimitSeconds} s", LimitSeconds / seconds.Median),
            new("its largest resident memory", peak.ToText("F0", "MiB"), $"limit {LimitMegabytes} MiB", LimitMegabytes / peak.Median),
            new("its stream, as the demo counts it", Figure(results, "eventsPerSecond").ToText("N0", "events/s"), "–", null),
        ];
    }

    static Series Figure(IEnumerable<Dml.Result> results, string name) => new(results.Select(result => (double)result.Figures["stream"]![name]!));
}
