namespace DistributedML.Benchmarks;

/// <summary>All raw files into an empty work folder.</summary>
static class EtlBenchmark
{
    const double LimitSeconds = 3;
    const int Rows = 541_909;

    public static async Task<IEnumerable<ResultRow>> Run(BenchmarkOptions options, CancellationToken cancel)
    {
        var results = new List<Dml.Result>();
        using var work = new WorkFolder();   // of all runs: where many files were just deleted, ext4 takes long to make new ones
        for (var run = 0; run <= options.Runs; run++)
        {
            var result = await Dml.Run(Path.Combine(work.Path, $"{run}"), cancel, "etl", "--data", options.DataFolder);
            if ((int)result.Figures["etl"]!["rowsIn"]! is var rows && rows != Rows) throw new BenchmarkException($"etl read {rows} rows; expected {Rows}");
            if (run > 0) results.Add(result);   // the first one fills the file cache
        }
        var seconds = new Series(results.Select(result => (double)result.Figures["etl"]!["seconds"]!));
        var process = new Series(results.Select(result => result.Seconds));
        return
        [
            new($"ETL of {Rows:N0} rows in 305 CSV files", seconds.ToText("F2", "s"), $"limit {LimitSeconds} s", LimitSeconds / seconds.Median),
            new("the same with the start of the process", process.ToText("F2", "s"), "–", null),
        ];
    }
}
