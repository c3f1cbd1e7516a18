using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DistributedML.Compute;
using DistributedML.Engines;
using DistributedML.Jobs.Generator;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Models;
using DistributedML.Models.AnomalyDetectors;

namespace DistributedML.Benchmarks;

/// <summary>
/// How well anomalies injected into the generated gift shop are found, ours and river's: trained before 2011-09-09, then run over everything. The
/// peer has as many alerts as ours, its threshold chosen with hindsight.
/// </summary>
static class AnomalyBenchmark
{
    static readonly DateTime Cut = new(2011, 9, 9);
    static readonly (string Name, AlertKind[] Kinds)[] Classes = [("amounts", [AlertKind.Amount]), ("counts", [AlertKind.Burst, AlertKind.Silence])];

    public static Command Command(Option<string?> peers)
    {
        var seeds = new Option<int[]>("--seed") { Description = "Seeds of the generated data.", DefaultValueFactory = _ => [7, 8], AllowMultipleArgumentsPerToken = true };
        var command = new Command("anomaly", "Precision and recall on the generated gift shop's injected anomalies, against river with as many alerts.") { seeds };
        command.SetAction(async (result, cancel) =>
        {
            Report.Where();
            foreach (var seed in result.GetValue(seeds)!) await Run(seed, new(), result.GetValue(peers), cancel);
        });
        return command;
    }

    static async Task Run(int seed, AnomalyDetectorOptions options, string? peers, CancellationToken cancel)
    {
        using var work = new WorkFolder();
        var folder = Path.Combine(work.Path, "shop");
        var truth = GiftShopGenerator.Generate(new GiftShopOptions { Seed = seed }, folder, null, cancel);
        var rows = await Read(Path.Combine(folder, GiftShopGenerator.ByDay), Path.Combine(work.Path, "engine"), cancel);
        var model = new DetectorTrainer(options).Train(rows.Before(Cut), new Training(Solo.Instance, Cancel: cancel)).Model;
        var alerts = new List<KeyedAlert>();
        new TrainedDetector(model).Continue(rows, alerts, cancel);

        Console.WriteLine($"\nSeed {seed}: {rows.Count:N0} events of {rows.Keys.Count:N0} keys, {truth.Anomalies.Count} injected anomalies\n");
        Console.WriteLine("| what | detector | alerts | precision | recall | F1 |\n|---|---|---|---|---|---|");
        var tolerance = TimeSpan.FromHours(2 * options.BucketHours);
        foreach (var (name, kinds) in Classes.Prepend(("all", Enum.GetValues<AlertKind>())))
        {
            var own = alerts.Where(alert => kinds.Contains(alert.Alert.Kind)).ToList();
            var score = AnomalyEvaluation.Evaluate([.. truth.Injected.Where(known => kinds.Contains(known.Kind))], own, rows, tolerance);
            Console.WriteLine(Text($"| {name} | DistributedML | {own.Count} | {score.Precision:F3} | {score.Recall:F3} | {score.F1:F3} |"));
        }
        Console.WriteLine("\n| injected | size | found |\n|---|---|---|");
        foreach (var group in truth.Anomalies.GroupBy(known => (known.Kind, known.What, known.Grade)).OrderBy(group => group.Key))
        {
            var found = group.Count(known => alerts.Exists(alert => alert.Key == known.Key && known.From <= alert.Alert.Time && alert.Alert.Time <= known.To + tolerance));
            Console.WriteLine($"| {group.Key.What} | {group.Key.Grade} | {found} of {group.Count()} |");
        }
        Console.WriteLine("\n| what | detector | alerts | precision | recall | F1 |\n|---|---|---|---|---|---|");
        if (peers is null) Report.Note("river is not measured: name the folder of its site-packages with --peers");
        else
        {
            var events = Path.Combine(work.Path, "events.csv");
            Export(rows, events);
            await River(peers, events, Path.Combine(folder, GiftShopGenerator.Truth), tolerance, [.. Classes.Select(part => alerts.Count(alert => part.Kinds.Contains(alert.Alert.Kind)))], cancel);
        }
    }

    /// <summary>The lines that the Online Retail pipeline keeps.</summary>
    static async Task<DetectorRows> Read(string folder, string work, CancellationToken cancel)
    {
        await using var engine = new LocalEngine(work);
        var sql = $$"""
            select StockCode as key, try_cast(InvoiceDate as timestamp) as time, try_cast(Quantity as bigint) * try_cast(UnitPrice as double) as amount
            from read_csv('{{folder.Replace("'", "''")}}/*.csv', all_varchar = true, header = true, delim = ',', quote = '"', ignore_errors = true, filename = true)
            where time is not null and amount is not null and try_cast(UnitPrice as double) >= 0 and not (Description is null and try_cast(UnitPrice as double) = 0)
            order by time, InvoiceNo, key, amount
            """;
        return await engine.ReadAsync(sql, new DetectorReader(), cancel);
    }

    static void Export(DetectorRows rows, string path)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("key,time,amount");
        for (var row = 0; row < rows.Count; row++) file.WriteLine(Text($"{rows.Keys[rows.Key[row]]},{rows.Time[row]:s},{rows.Amount[row]:R}"));
    }

    static async Task River(string peers, string events, string truth, TimeSpan tolerance, int[] alerts, CancellationToken cancel)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "peers", "river_anomaly.py"), peers, events, truth,
            "--tolerance-hours", Text($"{tolerance.TotalHours}"), "--amount-alerts", Text($"{alerts[0]}"), "--count-alerts", Text($"{alerts[1]}"),
        ];
        Console.Out.Flush();
        using var process = Process.Start(new ProcessStartInfo("python3", arguments))!;
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) Report.Note($"river ended with {process.ExitCode}");
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
