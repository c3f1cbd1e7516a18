using System.CommandLine;
using System.Globalization;
using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Learning.Linear;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;
using DistributedML.Models.Classifiers;
using DistributedML.Numerics;
using DistributedML.Pipelines;

namespace DistributedML.Benchmarks;

/// <summary>Reading a Parquet table into what estimators learn from, against DuckDB's scan of the same columns; and one event through a chain and a linear model.</summary>
static class TableBenchmark
{
    const int Features = 50, Events = 1_000_000;

    public static Command Command(Option<int> runs)
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the Parquet table of 10 columns.", DefaultValueFactory = _ => 2_000_000 };
        var command = new Command("tables", "Parquet into a table of features, against DuckDB's scan; and one event through a chain and a linear model.") { rows };
        command.SetAction((result, cancel) => Run(result.GetValue(rows), result.GetValue(runs), cancel));
        return command;
    }

    static async Task Run(int rows, int runs, CancellationToken cancel)
    {
        Report.Where();
        Console.WriteLine("| what | ours | against | times better |\n|---|---|---|---|");
        using var folder = new WorkFolder();
        await using var engine = new LocalEngine(Path.Combine(folder.Path, "tmp"));
        var file = Path.Combine(folder.Path, "rows.parquet");
        await engine.WriteTableAsync($"""
            select i::varchar as id, timestamp '2025-01-01' + to_seconds(i) as time, hash(i) % 2 = 0 as label,
              {string.Join(", ", Enumerable.Range(0, 6).Select(j => $"sin(i * {j + 1})::double as x{j}"))},
              (hash(i + 1) % 1000)::bigint as n0, (hash(i + 2) % 1000000)::bigint as n1,
              'level ' || (hash(i + 3) % 20)::varchar as c0, 'level ' || (hash(i + 4) % 500)::varchar as c1
            from range({rows}) as r(i)
            """, file, cancel);
        await engine.ReadTableAsync("rows", [file], cancel);
        List<string> columns = [.. Enumerable.Range(0, 6).Select(j => $"x{j}"), "n0", "n1", "c0", "c1"];
        var pipeline = new Pipeline
        {
            Name = "benchmark",
            Source = new Source { Files = "*.parquet", Columns = [] },
            Table = new Table
            {
                Name = "rows",
                Id = "id",
                Time = "time",
                Columns =
                [
                    new("id", ColumnType.String), new("time", ColumnType.Timestamp), new("label", ColumnType.Boolean),
                    .. columns.Select(name => new TableColumn(name, name[0] switch { 'x' => ColumnType.Double, 'n' => ColumnType.Integer, _ => ColumnType.String })),
                ],
            },
        };
        var definition = new ClassifierDefinition { Name = "reading", Target = "label", Estimator = "majority", Validate = new() { Share = 1e-6 } };
        var task = new ClassifierKind().CreateTask(pipeline, definition, engine);
        var scan = $"select {string.Join(", ", columns)}, id, time, label from rows";
        var (ours, theirs) = Series.Alternate(runs,
            () => Series.Time(() => task.Train(null, cancel).GetAwaiter().GetResult()),
            () => Series.Time(() => Scan(engine, scan, cancel).GetAwaiter().GetResult()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {rows:N0} rows x 10 columns of Parquet, with id, time and target, into features | {ours.ToText("F3", "s")} | DuckDB's scan: {theirs.ToText("F3", "s")} | {theirs.Median / ours.Median:F2} |"));
        Event(runs);
    }

    static async Task Scan(LocalEngine engine, string sql, CancellationToken cancel)
    {
        await foreach (var batch in engine.QueryAsync(sql, cancel)) batch.Dispose();
    }

    static void Event(int runs)
    {
        var random = new CounterRandom(3);
        var columns = Enumerable.Range(0, Features).Select(j => Enumerable.Range(0, 1_000).Select(row => (float)random.Normal(row * Features + j)).ToArray()).ToArray();
        var schema = new FeatureSchema(columns.Select((_, j) => new Feature($"x{j}", FeatureType.Numeric)));
        var rows = new Dataset(schema, 1_000, columns) { Target = [.. Enumerable.Range(0, 1_000).Select(row => (double)columns[0][row])] };
        var (chain, prepared) = new ChainTrainer([Step.Of(new ImputeOptions()), Step.Of(new StandardiseOptions())]).Fit(rows, Training.Alone);
        var model = new LinearTrainer(new RidgeOptions()).Train(prepared, Training.Alone);
        var (raw, ready) = (new FeatureRow(chain.Inputs), new FeatureRow(chain.Outputs));
        raw.Set(rows, 7);
        var (sum, allocated) = (0.0, 0L);
        var ours = Series.Of(runs, () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var seconds = Series.Time(() =>
            {
                for (var i = 0; i < Events; i++)
                {
                    chain.Apply(raw, ready);
                    sum += model.Predict(ready);
                }
            });
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return seconds / Events * 1e6;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| an event of {Features} numbers through imputation, standardisation and ridge regression | {ours.ToText("F3", "µs")}, {(double)allocated / Events:F3} bytes | limit: 5 µs, no garbage | {5 / ours.Median:F2} |"));
    }
}
