using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Forecasters;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Benchmarks;

/// <summary>How long a query waits at most while a shard with many keys closes a period or goes over to another version: the longest slice.</summary>
static class SliceBenchmark
{
    const double Limit = 50;

    public static Command Command()
    {
        var keys = new Option<int>("--keys") { Description = "Keys of the shard.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("slices", "The longest slice of closing a period and of adopting a version, against the limit of 50 ms.") { keys };
        command.SetAction(result => Run(result.GetValue(keys)));
        return command;
    }

    static void Run(int keys)
    {
        Report.Where();
        Console.WriteLine("| what | slices | longest | limit | times better |\n|---|---|---|---|---|");
        var table = new Table
        {
            Name = "readings",
            Id = "id",
            Time = "time",
            Columns = [new("id", ColumnType.String), new("time", ColumnType.Timestamp), new("sensor", ColumnType.String), new("value", ColumnType.Double)],
        };
        var schema = new EventSchema(table, [], ["sensor"], ["value"], 1 << 20);
        var detector = new AnomalyDetectorDefinition { Name = "anomalies", Stream = "readings", Key = "sensor", Amount = "value" };
        var forecaster = new ForecasterDefinition { Name = "forecaster", Stream = "readings", Series = "sensor", Value = "value" };
        var models = new (string Name, IStreamModel Model, IState? Artifact)[]
        {
            ("anomaly detector", new AnomalyDetectorKind().CreateStream(detector, schema), new TrainedDetector(new AnomalyModel(detector.Options))),
            ("forecaster", new ForecasterKind().CreateStream(forecaster, schema), null),
        };
        foreach (var (name, model, artifact) in models)
        {
            var batch = new EventBatch(schema, 256);
            var parser = new EventParser(schema, cachedStrings: 1);
            for (var key = 0; key < keys;)
            {
                for (batch.Count = 0; batch.Count < batch.Capacity && key < keys; key++) Append(parser, batch, key, day: 1);
                Learn(model, batch);
            }
            batch.Count = 0;
            Append(parser, batch, 0, day: 2);
            Print($"{name} closes a day of {keys:N0} keys", Learn(model, batch));
            if (artifact is null) continue;
            model.Adopt(new(2, artifact), _ => true);
            Print($"{name} adopts a version for {keys:N0} keys", Slices(model.ContinueAdopting));
        }
    }

    static void Append(EventParser parser, EventBatch batch, int key, int day)
    {
        var json = string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{day}}-{{key}}","time":"2025-01-0{{day}}T10:00:00","sensor":"s{{key}}","value":{{key % 100 + 1}}}""");
        if (parser.Append(Encoding.UTF8.GetBytes(json), batch) is { } reason) throw new BenchmarkException(reason);
    }

    static List<double> Learn(IStreamModel model, EventBatch batch)
    {
        var (row, outputs) = (0, new List<OutputRecord>());
        return Slices(() => (row = model.Learn(batch, row, outputs)) < batch.Count);
    }

    static List<double> Slices(Func<bool> more)
    {
        var slices = new List<double>();
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            var goesOn = more();
            slices.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (!goesOn) return slices;
        }
    }

    static void Print(string what, List<double> slices) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {what} | {slices.Count:N0} | {slices.Max():F2} ms (median {slices.Order().ElementAt(slices.Count / 2):F2}) | {Limit} ms | {Limit / slices.Max():F1} |"));
}
