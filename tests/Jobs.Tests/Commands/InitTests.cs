using System.Globalization;
using System.IO.Compression;
using System.Text;
using DistributedML.Jobs.Setup;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Jobs.Commands;

/// <summary>A pipeline file from a look at data, and the commands that look at a pipeline and its tables.</summary>
public sealed class InitTests : IDisposable
{
    readonly TemporaryWork _work = new();

    public void Dispose() => _work.Dispose();

    public static TheoryData<string, string, string> Files => new()
    {
        { "wells.csv", "id;ts;Well name;metres\nw1;2025-01-05 10:00:00;a;12,5\nw2;2025-01-06 10:00:00;b;9,75\n",
            "delimiter: \";\"\ndecimal: \",\"\nwell_name: { type: string, from: \"Well name\" }\nmetres: double\nid: id\ntime: ts" },
        { "taps.csv", "tap,read_on,litres\nnorth,03.02.2025,140\nsouth,13.02.2025,95\n", "read_on: { type: date, format: \"dd.MM.yyyy\" }\ntime: { type: timestamp, sql: read_on::timestamp }" },
        { "both.csv", "who,day\na,03/02/2025\nb,04/02/2025\n", "column_day: { type: date, from: \"day\", format: \"dd/MM/yyyy\" }   # or MM/dd/yyyy: all values can be read in both ways" },
        { "codes.tsv", "code\tat\tok\n007\t2025-03-30T00:59:30Z\ttrue\n010\t2025-03-30T03:00:10+02:00\tfalse\n", "delimiter: tab\ncode: string\nat: timestamp\nok: boolean" },
        { "lifts.jsonl", "{\"id\":\"l1\",\"at\":\"2025-01-05T10:00:00\",\"lift\":{\"name\":\"a\"},\"load\":3}\n", "format: jsonl\nload: integer\n# lift holds objects or arrays" },
        { "nothing.csv", "a,b\n1,x\n1,x\n", "sql: \"file || ':' || line\"\nno column holds times" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_is_looked_at_and_becomes_a_pipeline_that_its_rows_pass(string name, string text, string expected)
    {
        var file = Path.Combine(_work.Path, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var pipeline = Path.Combine(_work.Path, "pipeline.yaml");
        using var init = await DmlProcess.Run("init", file, "--output", pipeline);
        Assert.True(init.ExitCode == 0, init.Error);
        var draft = await File.ReadAllTextAsync(pipeline, TestContext.Current.CancellationToken);
        Assert.All(expected.Split('\n'), part => Assert.Contains(part, draft, StringComparison.Ordinal));
        using var etl = await DmlProcess.Run("etl", pipeline, "--data", _work.Path, "--work", Path.Combine(_work.Path, "work"));
        Assert.True(etl.ExitCode == 0, etl.Error);
        Assert.Contains("+ 0 quarantined", etl.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_compressed_files_gets_a_model_to_begin_with_which_trains()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_work.Path, "visits")).FullName;
        for (var part = 0; part < 2; part++)
        {
            var rows = new StringBuilder("visit_no,at,page,seconds,bought\n");
            for (var i = 0; i < 100; i++)
                rows.Append(CultureInfo.InvariantCulture, $"{part * 100 + i},2025-01-0{1 + i % 5} 10:00:{i % 60:00},{"abc"[i % 3]},{i % 7}.5,{(i % 7 > 3 ? "true" : "false")}\n");
            await using var zip = new GZipStream(File.Create(Path.Combine(folder, $"{part}.csv.gz")), CompressionLevel.Fastest);
            await zip.WriteAsync(Encoding.UTF8.GetBytes(rows.ToString()), TestContext.Current.CancellationToken);
        }
        var look = await DataLook.TakeAsync(folder, TestContext.Current.CancellationToken);
        var file = Path.Combine(_work.Path, "visits.yaml");
        await File.WriteAllTextAsync(file, PipelineDraft.Write(look, null), TestContext.Current.CancellationToken);
        var pipeline = ModelKinds.Standard.ReadPipeline(file);
        Assert.Equal(("visits", "visit_no", "*.csv.gz"), (pipeline.Name, pipeline.Table.Id, pipeline.Source.Files));
        Assert.Equal(["bought"], pipeline.Models.Select(model => model.Name));
        Assert.Equal(ColumnType.Double, pipeline.Table.Columns.First(column => column.Name == "seconds").Type);

        var work = Path.Combine(_work.Path, "work");
        using var check = await DmlProcess.Run("check", file);
        Assert.Contains("is a pipeline: table visits of 5 columns, 0 feature tables, 1 model, 0 streams", check.Error, StringComparison.Ordinal);
        using var etl = await DmlProcess.Run("etl", file, "--data", folder, "--work", work);
        Assert.True(etl.ExitCode == 0, etl.Error);
        using var train = await DmlProcess.Run("train", file, "--work", work);
        Assert.True(train.ExitCode == 0, train.Error);
        using var sql = await DmlProcess.Run("sql", file, "--work", work, "--json", "-q", "select bought, count(*) as n from visits group by all order by all");
        Assert.Equal("""[{"bought":false,"n":116},{"bought":true,"n":84}]""", System.Text.Json.Nodes.JsonNode.Parse(sql.Output)!.ToJsonString());
        using var wrong = await DmlProcess.Run("sql", file, "--work", work, "-q", "select nothing from visits");
        Assert.Equal(3, wrong.ExitCode);
        Assert.Contains("nothing", wrong.Error, StringComparison.Ordinal);
        using var again = await DmlProcess.Run("init", folder, "--output", file);
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_tells_what_is_wrong_without_data_and_version_tells_the_version()
    {
        var file = Path.Combine(_work.Path, "wrong.yaml");
        await File.WriteAllTextAsync(file, "name: wrong\nsource: { files: '*.csv', columns: { id: string, t: timestamp } }\ntable: { name: rows, id: id, time: t, columns: { id: string, t: timestamp, x: { type: double, sql: 'no_such + 1' } } }\n", TestContext.Current.CancellationToken);
        using var check = await DmlProcess.Run("check", file);
        Assert.Equal(3, check.ExitCode);
        Assert.Contains("no_such", check.Error, StringComparison.Ordinal);
        using var version = await DmlProcess.Run("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", version.Output);
    }
}
