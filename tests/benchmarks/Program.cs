using System.CommandLine;
using DistributedML.Benchmarks;
using DistributedML.Benchmarks.Micro;

var data = new Option<string?>("--data")
{
    Description = "Folder of the 305 CSV files of Online Retail. Left out: the environment variable DML_ONLINE_RETAIL.",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DML_ONLINE_RETAIL"),
    HelpName = "DIR",
    Recursive = true,
};
var peers = new Option<string?>("--peers")
{
    Description = "Folder of the established libraries: site-packages/ for Python. Left out: the environment variable DML_PEERS.",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DML_PEERS"),
    HelpName = "DIR",
    Recursive = true,
};
var runs = new Option<int>("--runs") { Description = "Runs that count, after one that warms up.", DefaultValueFactory = _ => 5, Recursive = true };

var root = new RootCommand("""
    Measures what DistributedML promises about speed, each against established code or against the stated limit, and prints a table of medians.
    Run it on a machine that does nothing else:  dotnet run -c Release --project tests/benchmarks -- all --data DIR --peers DIR
    """) { data, peers, runs };
(string Name, string Description, Func<BenchmarkOptions, CancellationToken, Task<IEnumerable<ResultRow>>> Run)[] benchmarks =
[
    ("als", "Training of ALS with 64 factors and 15 iterations, against implicit, two threads each.", AlsBenchmark.Run),
    ("topn", "The best 10 new items of every customer, against implicit.", TopNBenchmark.Run),
    ("etl", "Raw files to the checked table.", EtlBenchmark.Run),
    ("stream", "Replay into grains at full speed while a second process asks for recommendations.", StreamBenchmark.Run),
    ("spark", "C# functions on Spark, and its smallest queries.", SparkBenchmark.Run),
    ("demo", "The whole demo: wall time and memory.", DemoBenchmark.Run),
];
foreach (var benchmark in benchmarks) root.Subcommands.Add(Command(benchmark.Name, benchmark.Description, [benchmark]));
root.Subcommands.Add(Command("all", "All of the above.", benchmarks));
root.Subcommands.Add(AnomalyBenchmark.Command(peers));
root.Subcommands.Add(TabularBenchmark.Command(peers, runs));
root.Subcommands.Add(TableBenchmark.Command(runs));
root.Subcommands.Add(SliceBenchmark.Command());
root.Subcommands.Add(LinearAlgebraBenchmark.Command(peers, runs));
root.Subcommands.Add(MicroBenchmarks.Command());
root.Subcommands.Add(LoadGenerator.Command());
root.Subcommands.Add(EmptyServer.Command());
return await root.Parse(args).InvokeAsync();

Command Command(string name, string description, IEnumerable<(string, string, Func<BenchmarkOptions, CancellationToken, Task<IEnumerable<ResultRow>>> Run)> parts)
{
    var command = new Command(name, description);
    command.SetAction(async (result, cancel) =>
    {
        var options = new BenchmarkOptions(result.GetValue(data), result.GetValue(peers), result.GetValue(runs));
        try
        {
            Report.Start(options);
            foreach (var (part, _, run) in parts)
                foreach (var row in await run(options, cancel)) Report.Row(row, part, options);
            return 0;
        }
        catch (BenchmarkException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    });
    return command;
}
