using DistributedML.Data;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>Parquet files as other programs write them, and folders with any name.</summary>
public class ParquetInputsTests
{
    internal static string Rows(string zone = "UTC", string time = "timestamp", string files = "*.parquet") => $$"""
        name: rows
        source: { files: "{{files}}", format: parquet, zone: {{zone}}, columns: { id: string, time: {{time}}, shop: string } }
        table: { name: rows, id: id, time: time, columns: { id: string, time: timestamp, shop: string, line: integer } }
        """.Replace("line: integer", "place: { type: integer, sql: line }");

    const string Plain = "select 'a' || i as id, timestamp '2025-03-01 08:00:00' + i * interval '1' minute as time, '7' as shop";

    [Fact]
    public async Task Columns_that_nobody_asks_for_change_nothing()
    {
        await using var inputs = new Inputs(Rows());
        await inputs.WriteParquetAsync("a.parquet",
            $"{Plain}, timestamp_ns '2025-01-01 00:00:00.123456789' as seen, time '08:00:00' as opens, {{'a': 1}} as nested, [1, 2] as list, 10 - i as file_row_number, 9 as line from range(3) t(i)");
        await inputs.RunAsync();
        Assert.Equal(["a0|2025-03-01 08:00:00|7|1", "a1|2025-03-01 08:01:00|7|2", "a2|2025-03-01 08:02:00|7|3"], await inputs.TableAsync());
    }

    [Fact]
    public async Task Folders_called_like_a_column_add_none_and_names_are_no_patterns()
    {
        await using var inputs = new Inputs(Rows(files: "**/*.parquet"));
        Directory.CreateDirectory(Path.Combine(inputs.Data, "shop=007"));
        await inputs.WriteParquetAsync("shop=007/x.parquet", "select 'a' as id, timestamp '2025-03-01' as time, '0071' as shop");
        await inputs.WriteParquetAsync("shop=007/[x].parquet", "select 'b' as id, timestamp '2025-03-01' as time, null::varchar as shop");
        await inputs.WriteParquetAsync("shop=007/?.parquet", "select 'c' as id, timestamp '2025-03-01' as time, '3' as shop");
        var report = await inputs.RunAsync();
        Assert.Equal((3, 3), (report.Files, report.RowsOut));
        Assert.Equal(["a|2025-03-01 00:00:00|0071|1", "b|2025-03-01 00:00:00|-|1", "c|2025-03-01 00:00:00|3|1"], await inputs.TableAsync());
    }

    [Theory]
    [InlineData("UTC", "2025-03-30 00:59:30", "2025-03-30 01:00:10")]
    [InlineData("Europe/Berlin", "2025-03-30 01:59:30", "2025-03-30 03:00:10")]
    public async Task Instants_are_brought_to_the_zone_and_nanoseconds_are_cut(string zone, string first, string second)
    {
        await using var inputs = new Inputs(Rows(zone));
        await inputs.WriteParquetAsync("a.parquet", "select 'a' as id, timestamptz '2025-03-30 02:59:30+02:00' as time, '' as shop union all select 'b', timestamptz '2025-03-30 01:00:10Z', ''");
        await inputs.WriteParquetAsync("n.parquet", "select 'n' as id, timestamp_ns '1969-12-31 23:59:59.999999999' as time, '' as shop");
        await inputs.RunAsync();
        Assert.Equal([$"a|{first}||1", $"b|{second}||2", "n|1969-12-31 23:59:59.999999||1"], await inputs.TableAsync());
    }

    [Fact]
    public async Task A_file_whose_middle_is_missing_is_named()
    {
        await using var inputs = new Inputs(Rows());
        await inputs.WriteParquetAsync("a.parquet", $"{Plain} from range(1) t(i)");
        await inputs.WriteParquetAsync("b.parquet", $"{Plain} from range(20000) t(i)");
        Hollow(Path.Combine(inputs.Data, "b.parquet"));
        Assert.StartsWith("b.parquet: ", (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
        Assert.False(Directory.Exists(Path.Combine(inputs.Work, "tables", "rows", "000001", "rows", "day=2025-03-01")));
    }

    /// <summary>Keeps the beginning and the footer of a Parquet file.</summary>
    internal static void Hollow(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var footer = BitConverter.ToInt32(bytes, bytes.Length - 8) + 8;
        File.WriteAllBytes(file, [.. bytes[..4], .. bytes[^footer..]]);
    }

    [Theory]
    [InlineData("W [1]")]
    [InlineData("W*")]
    [InlineData("W{a,b}?")]
    [InlineData("it's")]
    [InlineData("*")]
    public async Task A_work_folder_may_have_any_name(string name)
    {
        await using var inputs = new Inputs(Rows()) { WorkName = name };
        await inputs.WriteParquetAsync("a.parquet", $"{Plain} from range(2) t(i)");
        Assert.Equal(2, (await inputs.RunAsync()).RowsOut);
        inputs.WorkName = "W1";   // which a pattern would find too
        await inputs.RunAsync();
        inputs.WorkName = name;
        await inputs.WriteParquetAsync("b.parquet", "select 'z' as id, timestamp '2025-03-02' as time, '' as shop");
        var report = await inputs.RunAsync();
        Assert.Equal((3, 3), (report.RowsIn, report.RowsOut));
        Assert.Equal(3, (await inputs.TableAsync()).Count);
    }
}
