using System.IO.Compression;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;
using DistributedML.Data.Csv;
using DistributedML.Data.DuckDb;
using DistributedML.Data.Raw;
using DistributedML.Engines;

namespace DistributedML.Tests.Engines;

/// <summary>What every engine does alike: the jobs are written against this.</summary>
public abstract class EngineSuite : IDisposable
{
    static readonly Schema Doubles = new([new Field("i", Int64Type.Default, false), new Field("text", StringType.Default, true)], null);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("dml-engine-").FullName;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract Task<IEngine> EngineAsync();

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>SQL of the numbers 0, 1, ... below n, in a column i.</summary>
    protected abstract string Numbers(int n);

    [Fact]
    public async Task A_query_gives_every_row_once_and_in_order()
    {
        var engine = await EngineAsync();
        var next = 0L;
        await foreach (var batch in engine.QueryAsync($"select i, i * 0.5::double as half, case when i % 3 > 0 then i::string end as text from ({Numbers(100_000)}) order by i", Cancel))
        {
            var (texts, halves, numbers) = (batch.Texts("text"), batch.Doubles("half").ToArray(), batch.Integers("i").ToArray());
            for (var row = 0; row < batch.Length; row++, next++)
            {
                Assert.Equal(next, numbers[row]);
                Assert.Equal(next * 0.5, halves[row]);
                Assert.Equal(next % 3 > 0 ? next.ToString() : null, texts.Text(row));
            }
        }
        Assert.Equal(100_000, next);
    }

    [Fact]
    public async Task Texts_and_patterns_mean_the_same()
    {
        var engine = await EngineAsync();
        var rows = await RowsAsync(engine, """
            select 'it''s' as a, 'back\slash' as b, regexp_full_match('C12345', '[AC]?\d{5}')::string as c, regexp_full_match('C123456', '[AC]?\d{5}')::string as d,
                starts_with('C12', 'C')::string as e, '-- no comment' as f, (timestamp '2011-09-09 10:26:00')::string as g, concat_ws('; ', null, 'x', 'y') as h -- a comment's end
            """);
        Assert.Equal([@"it's|back\slash|true|false|true|-- no comment|2011-09-09 10:26:00|x; y"], rows);
    }

    [Fact]
    public async Task A_table_can_be_made_of_itself()
    {
        var engine = await EngineAsync();
        await engine.CreateTableAsync("kept", Numbers(10), Cancel);
        await engine.CreateTableAsync("kept", "select i * 2 as i from kept where i > 4", Cancel);
        Assert.Equal((long[])[5, 70], await IntegersAsync(engine, "select count(*) as n, sum(i)::bigint as s from kept"));
        await engine.DropTablesAsync(["kept", "never_was"], Cancel);
        await Assert.ThrowsAsync<TableException>(() => IntegersAsync(engine, "select count(*) as n from kept"));
    }

    [Fact]
    public async Task Columns_are_described_by_their_SQL_names()
    {
        var engine = await EngineAsync();
        Assert.Equal(
            [("a", "BIGINT"), ("b", "INTEGER"), ("c", "DOUBLE"), ("d", "STRING"), ("e", "BOOLEAN"), ("f", "TIMESTAMP"), ("g", "DATE")],
            await engine.DescribeAsync("select 1::bigint as a, 1::integer as b, 1.5::double as c, 'x' as d, true as e, '2011-09-09 10:26:00'::timestamp as f, '2011-09-09'::date as g", Cancel));
    }

    [Fact]
    public async Task A_written_table_reads_back_as_it_was()
    {
        var engine = await EngineAsync();
        var file = Path.Combine(Folder, "numbers.parquet");
        Assert.Equal(1_000, await engine.WriteTableAsync($"select i, i::string as text from ({Numbers(1_000)}) order by i", file, Cancel));
        await engine.ReadTableAsync("numbers", [file], Cancel);
        Assert.Equal((long[])[499_500, 1_000], await IntegersAsync(engine, "select sum(i)::bigint as s, count(distinct text) as n from numbers"));
        await Assert.ThrowsAsync<TableException>(() => engine.WriteTableAsync("select 1 as one", file, Cancel));
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Partitions_are_folders_by_the_column()
    {
        var engine = await EngineAsync();
        var folder = Path.Combine(Folder, "parts");
        Directory.CreateDirectory(folder);
        await engine.WritePartitionsAsync($"select i, 'p' || (i % 3)::string as part from ({Numbers(90)})", folder, "part", Cancel);
        Assert.Equal(["part=p0", "part=p1", "part=p2"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
        Assert.All(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), file => Assert.EndsWith(".parquet", file));
        Assert.Equal((long[])[30, 30 + 3 * 435], await IntegersAsync(engine, $"select count(*) as n, sum(i)::bigint as s from {engine.Files([Path.Combine(folder, "part=p1", "*.parquet")])}"));
        Assert.Equal((long[])[60], await IntegersAsync(engine, $"select count(*) as n from {engine.Files([Path.Combine(folder, "part=p1", "*.parquet"), Path.Combine(folder, "part=p2", "*.parquet")])}"));
        Assert.Equal(["i"], (await engine.DescribeAsync($"select * from {engine.Files([Path.Combine(folder, "*", "*.parquet")])}", Cancel)).Select(column => column.Name));
    }

    [Fact]
    public async Task CSV_and_Parquet_files_are_read_with_their_problems_and_places()
    {
        var engine = await EngineAsync();
        var files = new List<RawFile>();
        foreach (var (name, text) in ((string, string)[])[("a.csv", "Item,Units\ncup,1\n\"a \"\"b\"\"\",two\n"), ("b.csv", "Units,Item\n3,pot\n")])
        {
            files.Add(new(Path.Combine(Folder, name), name));
            await File.WriteAllTextAsync(files[^1].Path, text, Cancel);
        }
        var columns = new Schema([new Field("Item", StringType.Default, true), new Field("Units", Int64Type.Default, true)], null);
        var format = new RawFormat([new("Item", ArrowTypeId.String, "Item"), new("Units", ArrowTypeId.Int64, "Units")]);
        var loads = await engine.ReadTextAsync("source", files, format, null, Cancel);
        Assert.Equal([2, 1], loads.Select(load => load.Rows));
        Assert.Equal(files.Select(file => FileHash.Of(file.Path)), loads.Select(load => load.Sha256));
        Assert.Equal(["cup|1|0|2|null", "a \"b\"|null|0|3|Units is not an integer: 'two'", "pot|3|1|2|null"], await RowsAsync(engine, Source));

        var parquet = Path.Combine(Folder, "c.parquet");
        await engine.WriteTableAsync("select 'cup' as \"Item\", 5::integer as \"Units\"", parquet, Cancel);
        using var footers = new ParquetFooters();
        await engine.ReadParquetAsync("source", [footers.Read(parquet)], columns, ["Item", "Units"], cancel: Cancel);
        Assert.Equal(["cup|5|0|1|null"], await RowsAsync(engine, Source));
    }

    [Theory]
    [InlineData("[a]")]
    [InlineData("a*")]
    [InlineData("{a,b}?")]
    [InlineData("a`b'c")]
    public async Task A_folder_and_a_file_may_have_a_name_that_looks_like_a_pattern(string name)
    {
        var engine = await EngineAsync();
        foreach (var folder in (string[])[name, "ab"])
        {
            Directory.CreateDirectory(Path.Combine(Folder, folder, "p=1"));
            await engine.WriteTableAsync($"select '{folder.Length}' as text", Path.Combine(Folder, folder, "p=1", $"{name}.parquet"), Cancel);
            await engine.WriteTableAsync("select 'x' as text", Path.Combine(Folder, folder, "p=1", "ax.parquet"), Cancel);
        }
        await engine.ReadTableAsync("named", [Path.Combine(Folder, name, "*", "*.parquet")], Cancel);
        Assert.Equal([$"{name.Length}", "x"], await RowsAsync(engine, "select text from named order by text"));
        Assert.Equal([$"{name.Length}"], await RowsAsync(engine, $"select text from {engine.Files([Path.Combine(Folder, name, "p=1", $"{name}.parquet")])}"));
        Assert.Equal((long[])[2], await IntegersAsync(engine, $"select count(*) as n from {engine.Files([Path.Combine(Folder, name, "p=1", "ax.parquet"), Path.Combine(Folder, name, "p=1", $"{name}.parquet")])}"));
    }

    [Fact]
    public async Task Functions_that_every_engine_has_give_the_same()
    {
        var engine = await EngineAsync();
        double[] numbers = [0, 1, -1.5, 2.5, 1e7, 12345678.5, 123456789012345.6, 1e15, 1e16, -1.25e300, 0.001, 0.00012345, 0.0001, 0.00001, 1.5e-7, double.MaxValue, double.PositiveInfinity, double.NaN];
        string[] texts = ["0.0", "1.0", "-1.5", "2.5", "10000000.0", "12345678.5", "123456789012345.6", "1000000000000000.0", "1e+16", "-1.25e+300", "0.001", "0.00012345", "0.0001", "1e-05", "1.5e-07", "1.7976931348623157e+308", "inf", "nan"];
        var values = string.Join(", ", numbers.Select((number, i) => $"({i}, '{number.ToString("R", System.Globalization.CultureInfo.InvariantCulture).Replace("∞", "Infinity")}'::double)"));
        Assert.Equal(texts, await RowsAsync(engine, $"select number_text(x) as text from (values {values}) t(i, x) order by i"));
        Assert.Equal(["7|1|2025-07-01 02:00:00"], await RowsAsync(engine,
            "select isodow(timestamp '2025-03-02 08:00:00')::string as a, isodow(date '2025-03-03')::string as b, utc_to_zone(timestamp '2025-07-01 00:00:00', 'Europe/Berlin')::string as c"));
    }

    [Fact]
    public async Task Compressed_files_of_a_dialect_and_JSON_lines_are_read_alike()
    {
        var engine = await EngineAsync();
        var csv = new RawFile(Path.Combine(Folder, "a.csv.gz"), "a.csv.gz");
        await using (var stream = new GZipStream(File.Create(csv.Path), CompressionLevel.Fastest)) await stream.WriteAsync(Encoding.Latin1.GetBytes("café;1.250\nNA;x\n"), Cancel);
        RawColumn[] columns = [new("Item", ArrowTypeId.String, "item.name") { Nulls = ["NA"] }, new("Units", ArrowTypeId.Int64, "units")];
        var dialect = new CsvDialect { Delimiter = (byte)';', HasHeader = false, Decimal = (byte)',', Thousands = "." };
        var loads = await engine.ReadTextAsync("source", [csv], new RawFormat(columns) { Dialect = dialect, Encoding = "windows-1252" }, null, Cancel);
        Assert.Equal([(2L, FileHash.Of(csv.Path))], loads.Select(load => (load.Rows, load.Sha256)));
        Assert.Equal(["café|1250|0|1|null", "null|null|0|2|Units is not an integer: 'x'"], await RowsAsync(engine, Source));

        var json = new RawFile(Path.Combine(Folder, "a.jsonl"), "a.jsonl");
        await File.WriteAllTextAsync(json.Path, """
            {"item":{"name":"cup"},"units":3}
            {"item":{},"units":"3"}
            """, Cancel);
        await engine.ReadTextAsync("source", [json], new RawFormat(columns) { IsJson = true }, null, Cancel);
        Assert.Equal(["cup|3|0|1|null", "null|null|0|2|Units is not an integer: '\"3\"'"], await RowsAsync(engine, Source));
    }

    const string Source = "select \"Item\", \"Units\"::string as units, file::string as file, line::string as line, problem from source order by file, line";

    [Fact]
    public async Task A_function_makes_a_table_of_every_row_once()
    {
        var engine = await EngineAsync();
        await engine.MapTableAsync("doubled", Numbers(50_000), Twice, Doubles, Cancel);
        Assert.Equal((long[])[50_000, 50_000L * 49_999, 25_000], await IntegersAsync(engine, "select count(*) as n, sum(i)::bigint as s, count(text) as t from doubled"));
    }

    [Fact]
    public async Task What_a_function_throws_says_what_was_wrong()
    {
        var engine = await EngineAsync();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => engine.MapTableAsync("broken", Numbers(1_000), Broken, Doubles, Cancel));
        Assert.Contains("no such number", error.Message);
        await engine.MapTableAsync("doubled", Numbers(3), Twice, Doubles, Cancel);   // the engine works on
    }

    [Theory]
    [InlineData("select nothing from nowhere", "nowhere")]
    [InlineData("select 1 +", "syntax")]
    [InlineData("select 'abc'::integer as i", "abc")]
    public async Task A_wrong_query_says_what_is_wrong(string sql, string expected)
    {
        var engine = await EngineAsync();
        var error = await Assert.ThrowsAsync<TableException>(async () =>
        {
            await foreach (var _ in engine.QueryAsync(sql, Cancel)) { }
        });
        Assert.Contains(expected, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(TableFault.Input, error.Fault);
    }

    [Fact]
    public async Task A_cancelled_query_ends()
    {
        var engine = await EngineAsync();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = engine.CreateTableAsync("big", $"select sum(a.i * b.i) as s from ({Numbers(10_000_000)}) a cross join ({Numbers(1_000_000)}) b", source.Token);
        await Task.Delay(500, Cancel);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromMinutes(10), Cancel));
    }

    static IEnumerable<RecordBatch> Twice(IEnumerable<RecordBatch> batches)
    {
        foreach (var batch in batches)
        {
            var (numbers, texts) = (new Int64Array.Builder(), new StringArray.Builder());
            foreach (var value in batch.Integers("i"))
            {
                numbers.Append(2 * value);
                if (value % 2 == 0) texts.Append(value.ToString());
                else texts.AppendNull();
            }
            yield return new RecordBatch(Doubles, [numbers.Build(), texts.Build()], batch.Length);
        }
    }

    static IEnumerable<RecordBatch> Broken(IEnumerable<RecordBatch> batches)
    {
        foreach (var batch in batches)
            yield return batch.Length > 0 ? throw new InvalidOperationException("no such number") : batch;
    }

    static async Task<List<long>> IntegersAsync(IEngine engine, string sql)
    {
        List<long> values = [];
        await foreach (var batch in engine.QueryAsync(sql, Cancel)) values = [.. batch.Arrays.Select(array => ((Int64Array)array).Values[0])];
        return values;
    }

    /// <summary>Rows of text columns, joined.</summary>
    static async Task<List<string>> RowsAsync(IEngine engine, string sql)
    {
        var rows = new List<string>();
        await foreach (var batch in engine.QueryAsync(sql, Cancel))
            for (var row = 0; row < batch.Length; row++) rows.Add(string.Join('|', batch.Arrays.Select(array => ((StringArray)array).Text(row) ?? "null")));
        return rows;
    }
}
