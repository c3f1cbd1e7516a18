using System.Globalization;
using System.Text;

namespace DistributedML.Tests.Jobs.Commands;

/// <summary>A user's own small pipelines in a work folder, through the program.</summary>
public sealed class OwnPipelineTests : IDisposable
{
    readonly TemporaryWork _work = new();

    string Work => Path.Combine(_work.Path, "work");

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task A_work_folder_is_one_pipelines_and_no_other_mixes_with_it()
    {
        var (kiosk, gym) = (Pipeline("kiosk", "papers", 60), Pipeline("gym", "visits", 900));
        await Run(0, "etl", kiosk, "--data", Data("kiosk"));
        await Run(0, "train", kiosk);

        foreach (string[] command in new string[][] { ["etl", gym, "--data", Data("gym")], ["train", gym], ["evaluate", gym], ["serve", gym], ["demo", gym, "--data", Data("gym"), "--exit"] })
        {
            var refused = await Run(3, command);
            Assert.Contains("has the tables and models of pipeline kiosk; pipeline gym needs a folder of its own", refused);
        }
        foreach (string[] command in new string[][] { ["etl", "--data", Data("kiosk")], ["train"], ["serve"], ["replay"] })
            Assert.Contains("no pipeline file is named, and", await Run(2, command));
        await Run(0, "evaluate", kiosk);
    }

    [Fact]
    public async Task Replay_takes_days_in_one_form_and_refuses_those_that_the_table_does_not_reach()
    {
        var kiosk = Pipeline("kiosk", "papers", 60);
        await Run(0, "etl", kiosk, "--data", Data("kiosk"));
        Assert.Contains("--from 01/02/2025: expected YYYY-MM-DD", await Run(2, "replay", kiosk, "--from", "01/02/2025"));
        Assert.Contains("--to 2025-2-1: expected YYYY-MM-DD", await Run(2, "replay", kiosk, "--to", "2025-2-1"));
        const string Days = "its first day is 2025-01-01, its last 2025-04-10";
        Assert.Contains($"no rows from 2025-02-01 on before 2025-01-31; {Days}", await Run(3, "replay", kiosk, "--from", "2025-02-01", "--to", "2025-01-31"));
        Assert.Contains($"no rows from 2025-04-11 on; {Days}", await Run(3, "replay", kiosk, "--from", "2025-04-11"));
        Assert.Contains($"before 2025-01-01; {Days}", await Run(3, "replay", kiosk, "--from", "2024-01-01", "--to", "2025-01-01"));
        Assert.Contains("no silo serves from", await Run(4, "replay", kiosk, "--from", "2025-04-10"));
    }

    /// <summary>Version 2 forecasts by one level of the newest week; each version keeps its own figure, whatever the pipeline says now.</summary>
    [Fact]
    public async Task Evaluate_measures_the_version_and_score_counts_what_it_leaves_out()
    {
        var kiosk = Pipeline("kiosk", "papers", 60);
        await Run(0, "etl", kiosk, "--data", Data("kiosk"));
        var first = Mase(await Run(0, "train", kiosk));
        var other = Path.Combine(_work.Path, "other.yaml");
        File.WriteAllText(other, File.ReadAllText(kiosk).Replace("origins: 2", "origins: 2, options: { levelSeasons: [1], levelQuantiles: [0.99], members: [], pooledShare: 0, profileSmoothing: 1 }"));
        var trained = await Run(0, "train", other);
        Assert.NotEqual(first, Mase(trained));
        foreach (var file in new[] { kiosk, other })
        {
            Assert.Equal(first, Mase(await Run(0, "evaluate", file, "--version-of", "1")));
            Assert.Equal(Mase(trained), Mase(await Run(0, "evaluate", file, "--version-of", "2")));
        }

        var top = Path.Combine(_work.Path, "top.yaml");
        File.WriteAllText(top, File.ReadAllText(kiosk).Replace("origins: 2", "origins: 2, top: 1"));
        await Run(0, "train", top);
        var scored = await Run(0, "score", top, "--model", "demand", "--version-of", "3", "--output", Path.Combine(_work.Path, "top.parquet"));
        Assert.Contains("left out: 1 of 2 series", scored);

        static string Mase(string said) => System.Text.RegularExpressions.Regex.Match(said, "MASE of 2 series [0-9.]+").Value;
    }

    [Fact]
    public async Task A_wrong_date_far_from_the_others_is_named_and_does_not_move_the_forecast()
    {
        var kiosk = Pipeline("kiosk", "papers", 60);
        File.WriteAllText(kiosk, File.ReadAllText(kiosk).Replace("trainBefore: 2025-03-20, ", ""));
        await Run(0, "etl", kiosk, "--data", Data("kiosk"));
        var right = await Run(0, "train", kiosk);
        File.AppendAllText(Path.Combine(Data("kiosk"), "rows.csv"), "north,2099-12-31 12:00:00,60\n");
        await Run(0, "etl", kiosk, "--data", Data("kiosk"));
        var warned = await Run(0, "train", kiosk);
        Assert.Contains("1 row is far from the other days (2025-01-01 to 2025-04-10), as on 2099-12-31", warned.Replace("\n", " "));
        Assert.Equal(Summary(right), Summary(warned));

        static string Summary(string said) => said[said.IndexOf("MASE", StringComparison.Ordinal)..].Split('\n')[0];
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_others_to_be_trained()
    {
        var kiosk = Pipeline("kiosk", "papers", 60);
        File.AppendAllText(kiosk, """

              after: { kind: forecaster, stream: daily, series: place, value: papers, horizon: 7, origins: 2 }
            """);
        File.WriteAllText(kiosk, File.ReadAllText(kiosk).Replace("trainBefore: 2025-03-20", "trainBefore: 2020-03-20"));
        await Run(0, "etl", kiosk, "--data", Data("kiosk"));
        var said = await Run(3, "train", kiosk);
        Assert.Contains("model demand: no row lies between", said);
        Assert.Contains("after v1, champion", said);
    }

    async Task<string> Run(int exitCode, params string[] arguments)
    {
        using var process = await DmlProcess.Run([.. arguments, "--work", Work]);
        Assert.True(process.ExitCode == exitCode, $"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{process.Error}");
        return process.Error;
    }

    string Data(string name) => Path.Combine(_work.Path, name);

    /// <summary>A pipeline with a forecaster, and 100 days of two series.</summary>
    string Pipeline(string name, string value, int mean)
    {
        Directory.CreateDirectory(Data(name));
        var rows = new StringBuilder($"place,ts,{value}\n");
        for (var day = 0; day < 100; day++)
        {
            foreach (var place in new[] { "north", "south" })
                rows.Append(CultureInfo.InvariantCulture, $"{place},{new DateTime(2025, 1, 1).AddDays(day):yyyy-MM-dd} 12:00:00,{mean + day % 7 * mean / 20 + day * day % 11}\n");
        }
        File.WriteAllText(Path.Combine(Data(name), "rows.csv"), rows.ToString());
        var file = Path.Combine(_work.Path, $"{name}.yaml");
        File.WriteAllText(file, $$"""
            name: {{name}}
            source: { files: "*.csv", columns: { place: string, ts: timestamp, {{value}}: double } }
            table:
              name: days
              id: id
              time: ts
              columns: { id: { type: string, sql: "place || ts::varchar" }, place: string, ts: timestamp, {{value}}: double }
            streams: { daily: { topic: {{name}}.daily, key: place, partitions: 1 } }
            models:
              demand: { kind: forecaster, stream: daily, series: place, value: {{value}}, trainBefore: 2025-03-20, horizon: 7, origins: 2 }
            """);
        return file;
    }
}
