using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DistributedML.Tests.Jobs.Commands;

/// <summary>
/// The machine's time zone has no say: the program, run in three of them, makes the same tables, models and scores, byte by byte.
/// </summary>
public sealed class TimeZoneTests : IDisposable
{
    readonly TemporaryWork _work = new();

    string Data => Path.Combine(_work.Path, "data");

    string Pipeline => Path.Combine(_work.Path, "doors.yaml");

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Tables_models_and_scores_are_the_same_in_every_time_zone()
    {
        Write();
        var utc = await Run("UTC");
        foreach (var row in (string[])["d1 2025-03-30 00:59:30", "d2 2025-03-30 01:00:10", "d3 2025-03-30 01:05:00.25",
            "d4 2025-03-09 02:30:00", "d5 2025-09-28 02:30:00"])
            Assert.Contains(row, utc["rows"]);
        foreach (var zone in (string[])["Pacific/Auckland", "America/New_York"]) Assert.Equal(utc, await Run(zone));
    }

    // What all that is left behind is, by file: text of the rows, hashes of the rest.
    async Task<SortedDictionary<string, string>> Run(string zone)
    {
        var work = Path.Combine(_work.Path, zone.Replace('/', '-'));
        await Dml(zone, "etl", Pipeline, "--data", Data, "--work", work);
        await Dml(zone, "train", Pipeline, "--work", work);
        var made = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var scores = Path.Combine(_work.Path, "scores.parquet");
        await Dml(zone, "score", Pipeline, "--model", "demand", "--version-of", "1", "--output", scores, "--force", "--work", work);
        made["scores"] = Hash(scores);
        var rows = await Dml(zone, "sql", Pipeline, "--work", work, "--limit", "0", "--json", "--query",
            "select event || ' ' || \"at\"::varchar as text from openings order by event");
        made["rows"] = string.Join('\n', JsonNode.Parse(rows)!.AsArray().Select(row => (string)row!["text"]!));
        foreach (var file in Directory.EnumerateFiles(work, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".parquet",
            StringComparison.Ordinal) || file.Contains("artifacts", StringComparison.Ordinal)))
            made[Path.GetRelativePath(work, file)] = Hash(file);
        Assert.Contains(made.Keys, file => file.Contains("artifacts", StringComparison.Ordinal));
        Assert.Contains(made.Keys, file => file.EndsWith(".parquet", StringComparison.Ordinal));
        return made;
    }

    static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    static async Task<string> Dml(string zone, params string[] arguments)
    {
        using var process = DmlProcess.StartIn(zone, arguments);
        Assert.True(await process.Ended() == 0, $"TZ={zone} dml {string.Join(' ', arguments)}\n{process.Error}");
        return process.Output;
    }

    // Times with Z, with an offset and without one; d4 and d5 are hours that New York and Auckland do not have.
    void Write()
    {
        Directory.CreateDirectory(Data);
        var text = new StringBuilder("""
            event,at,door,seconds
            d1,2025-03-30T00:59:30Z,dock-1,12
            d2,2025-03-30T03:00:10+02:00,dock-1,15
            d3,2025-03-30T01:05:00.250Z,dock-2,9
            d4,2025-03-09 02:30:00,dock-1,11
            d5,2025-09-28 02:30:00,dock-2,10

            """);
        for (var hour = 0; hour < 300 * 6; hour++)
        {
            var time = new DateTime(2025, 1, 1).AddHours(hour * 4);
            var at = (hour % 3) switch
            {
                0 => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                1 => time.AddHours(-5).ToString("yyyy-MM-dd'T'HH:mm:ss'-05:00'", CultureInfo.InvariantCulture),
                _ => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            };
            text.Append(CultureInfo.InvariantCulture, $"h{hour},{at},dock-{hour % 2},{10 + hour * hour % 7}\n");
        }
        File.WriteAllText(Path.Combine(Data, "doors.csv"), text.ToString());
        const string Columns = "{ event: string, at: timestamp, door: string, seconds: double }";
        File.WriteAllText(Pipeline, $$"""
            name: doors
            source: { files: "*.csv", columns: {{Columns}} }
            table: { name: openings, id: event, time: at, columns: {{Columns}} }
            models:
              demand: { kind: forecaster, series: door, value: seconds, trainBefore: 2025-10-01 }
              odd: { kind: anomaly-detector, key: door, amount: seconds, trainBefore: 2025-09-01 }
            """);
    }
}
