using DistributedML.Data;
using DistributedML.Tests.Jobs.Etl.Streaming;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>The embedded engine and Spark make the same tables of the same small files, or Spark refuses by name.</summary>
public sealed class BothEnginesTests(StreamServers servers)
{
    const string Texts = """
        name: texts
        source: { files: "*.csv", columns: { id: string, seen: string, date: date, units: string, weight: double, code: string, size: string, colour: string } }
        table:
          name: rows
          id: id
          time: seen
          columns:
            id: string
            seen: timestamp
            date: date
            units: integer
            kilos: { type: integer, sql: weight }
            code: string
            repeated: { type: boolean, sql: "row_number() over (partition by file, code, row_hash order by line) > 1" }
        drop: { repeated: repeated }
        expect: { columns: { code: { pattern: '[A-Z&&]+' }, units: { below: 100 } } }
        features: { days: "select date, count(*) as n, date_trunc('month', max(seen)) as month from rows group by all" }
        """;

    const string TextFile = """
        id,seen,date,units,weight,code,size,colour
        a1,2025-03-01T10:00:00+02:00,2025-03-04,12,4.0,R&D,,
        a2,2025-03-01T08:00:00Z,,1,,RD,,
        a3,2025-03-01 10:00:00,,2.5,,RD,,
        a4,infinity,,1,,RD,,
        a5,2025-03-01,,1_000,,RD,,
        a6,2025-03-01,,1,1e20,RD,,
        a7,2025-03-01,,1,0.00001,RD,,
        a8,2025-03-01,,1,12345678.5,RD,,
        a9,2025-03-01,,1,2,AB,,
        b1,10000-01-01,,1,2,R,,
        b2,2025-03-01,,100,2,R,,

        """;

    [Fact]
    public async Task Values_that_look_like_others_become_the_same_or_go_to_quarantine_in_the_same_words()
    {
        await using var inputs = new Inputs(Texts, ("a.csv", TextFile));
        await using var spark = await servers.EngineAsync();
        await inputs.RunAsync();
        var expected = await AllAsync(inputs);
        await inputs.RunAsync(spark, "spark [1]");
        Assert.Equal(expected, await AllAsync(inputs));
        Assert.Contains("a1|2025-03-01 08:00:00|2025-03-04|12|4|R&D|false", expected);
        Assert.Contains("a.csv|7|kilos is not an integer: '1e+20'", expected);
        Assert.Equal(3, (await inputs.TableAsync()).Count);
        Assert.Contains("2025-03-04|1|2025-03-01 00:00:00", expected);
        Assert.Equal(8, (await inputs.QuarantineAsync()).Count);

        static async Task<List<string>> AllAsync(Inputs inputs) =>
            [.. await inputs.TableAsync(), .. await inputs.QuarantineAsync(), .. await inputs.RowsAsync("select id, rule, line from rows_dropped order by all"), .. await inputs.RowsAsync("select * from days order by all")];
    }

    [Fact]
    public async Task A_row_differs_from_one_whose_null_stands_elsewhere()
    {
        const string Hashes = """
            name: hashes
            source: { files: "*.csv", columns: { k: string, time: timestamp, size: string, colour: string } }
            table:
              name: rows
              id: id
              time: time
              columns: { id: { type: string, sql: "line::string" }, time: timestamp, repeated: { type: boolean, sql: "row_number() over (partition by file, row_hash order by line) > 1" } }
            drop: { repeated: repeated }
            """;
        await using var inputs = new Inputs(Hashes, ("a.csv", "k,time,size,colour\nk1,2025-03-01,L,\nk1,2025-03-01,,L\nk1,2025-03-01,L,\n"));
        await using var spark = await servers.EngineAsync();
        await inputs.RunAsync();
        Assert.Equal(["2|2025-03-01 00:00:00|false", "3|2025-03-01 00:00:00|false"], await inputs.TableAsync());
        await inputs.RunAsync(spark, "spark");
        Assert.Equal(["2|2025-03-01 00:00:00|false", "3|2025-03-01 00:00:00|false"], await inputs.TableAsync());
    }

    [Fact]
    public async Task Parquet_files_are_read_alike_and_a_hollow_one_is_named()
    {
        await using var inputs = new Inputs(ParquetInputsTests.Rows("Europe/Berlin", files: "**/*.parquet"));
        Directory.CreateDirectory(Path.Combine(inputs.Data, "shop=007"));
        await inputs.WriteParquetAsync("a.parquet",
            "select 'a' || i as id, timestamptz '2025-03-30 00:59:30Z' + i * interval '1' minute as time, '7' as shop, timestamp_ns '2025-01-01 00:00:00.123456789' as seen, time '08:00:00' as opens, i as file_row_number from range(2) t(i)");
        await inputs.WriteParquetAsync("n.parquet", "select 'n' as id, timestamp_ns '1969-12-31 23:59:59.999999999' as time, '' as shop");
        await inputs.WriteParquetAsync("shop=007/[x], {y}.parquet", "select 'x' as id, timestamp '2025-03-01' as time, '0071' as shop");
        await using var spark = await servers.EngineAsync();
        await inputs.RunAsync();
        string[] expected = ["a0|2025-03-30 01:59:30|7|1", "a1|2025-03-30 03:00:30|7|2", "n|1969-12-31 23:59:59.999999||1", "x|2025-03-01 00:00:00|0071|1"];
        Assert.Equal(expected, await inputs.TableAsync());
        await inputs.RunAsync(spark, "spark");
        Assert.Equal(expected, await inputs.TableAsync());

        await inputs.WriteParquetAsync("_b.parquet", "select 'b' || i as id, timestamp '2025-03-01' as time, '' as shop from range(20000) t(i)");
        Assert.Equal(
            "_b.parquet: 0 rows can be read; its footer states 20,000", (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync(spark, "spark"))).Message);   // Spark passes over such names
        File.Move(Path.Combine(inputs.Data, "_b.parquet"), Path.Combine(inputs.Data, "b.parquet"));
        ParquetInputsTests.Hollow(Path.Combine(inputs.Data, "b.parquet"));
        Assert.StartsWith("b.parquet: ", (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync(spark, "spark"))).Message);
    }

    [Theory]
    [InlineData("chr((qty + 300)::integer)", "", "table column 'it': DuckDB and Spark read it differently: of qty = ")]
    [InlineData("case when qty > 0 then note end", "drop: { x: \"it is null and qty = 3\" }", null)]
    [InlineData("note", "features: { f: \"select it, sum(qty) as n from rows group by it\" }", "feature table 'f': column 'n' is HUGEINT in DuckDB and BIGINT in Spark; write a cast, as in sum(units)::bigint")]
    [InlineData("row_hash::string", "", "table column 'it': DuckDB and Spark read it differently")]
    [InlineData("substr(note, 1, 2)", "features: { f: \"select it, max_by(qty, time) filter (where qty is not null) as n, count(distinct note)::bigint as m from rows group by it\" }", null)]
    public async Task What_no_list_knows_is_found_by_values(string sql, string more, string? expected)
    {
        var yaml = $$"""
            name: rows
            source: { files: "*.csv", columns: { id: string, time: timestamp, qty: integer, note: string } }
            table: { name: rows, id: id, time: time, columns: { id: string, time: timestamp, qty: integer, note: string, it: { type: string, sql: "{{sql}}" } } }
            {{more}}
            """;
        await using var inputs = new Inputs(yaml, ("a.csv", "id,time,qty,note\nk1,2025-03-01,4,abc\n"));
        await using var spark = await servers.EngineAsync();
        if (expected is null) Assert.Equal(1, (await inputs.RunAsync(spark, "spark")).RowsIn);
        else Assert.StartsWith($"rows, {expected}", (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync(spark, "spark"))).Message);
    }

    [Fact]
    public async Task Columns_may_be_called_as_words_of_SQL_and_as_what_the_program_calls_its_own()
    {
        string[] words = ["date", "timestamp", "interval", "n", "what", "place", "value", "values", "s", "f", "t", "j0", "rows", "all", "select", "order", "group", "where", "user", "now", "rowid", "_metadata", "filename", "day_", "A b", "x.y", "it''s", "etl"];
        var columns = string.Join(", ", words.Select(word => $"'{word}': string"));
        var yaml = $$"""
            name: words
            source: { files: "*.csv", columns: { id: string, time: timestamp, number: string, path: string, {{columns}} } }
            table: { name: words, id: id, time: time, columns: { id: string, time: timestamp, {{columns}}, last: { type: string, sql: "number || path" } } }
            drop: { none: last = 'x' }
            facts: { n: count(*) }
            features: { f: select * from words }
            """;
        var file = ("a.csv", $"id,time,number,path,{string.Join(',', words.Select(word => word.Replace("''", "'")))}\nk,2025-03-01,1,2,{string.Join(',', words.Select((_, i) => $"v{i}"))}\nk,2025-03-01,1,2,{string.Join(',', words.Select((_, i) => $"w{i}"))}\n");
        await using var inputs = new Inputs(yaml, file);
        await using var spark = await servers.EngineAsync();
        await inputs.RunAsync();
        string[] expected = [$"k|2025-03-01 00:00:00|{string.Join('|', words.Select((_, i) => $"v{i}"))}|12"];
        Assert.Equal(expected, await inputs.TableAsync());
        Assert.Equal(["a.csv|3|id is 'k'; an earlier row has it"], await inputs.QuarantineAsync());
        await inputs.RunAsync(spark, "spark");
        Assert.Equal(expected, await inputs.TableAsync());
        Assert.Equal(expected, await inputs.RowsAsync("select * from f"));
        Assert.Equal(["a.csv|3|id is 'k'; an earlier row has it"], await inputs.QuarantineAsync());
    }
}
