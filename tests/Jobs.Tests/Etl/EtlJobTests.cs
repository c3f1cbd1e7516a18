using System.Text;
using System.Text.Json;
using DistributedML.Data;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Tests.Jobs.Etl;

public class EtlJobTests
{
    const string TwoDays = "1,cup,2,2020-01-01 10:00,1.5,ann\n1,pot,1,2020-01-01 10:00,4,ann\n2,cup,3,2020-01-02 09:30:05,1.5,\n";

    static void AssertLaw(EtlReport report) => Assert.Equal(report.RowsIn, report.RowsOut + report.RowsQuarantined + report.RowsDropped);

    [Fact]
    public async Task Every_row_is_in_the_table_in_quarantine_or_dropped_and_the_reason_stands_beside_it()
    {
        await using var shop = new Shop();
        shop.Write("a.csv", TwoDays + "3,cup,abc,2020-01-02 10:00,1,bob\n4,cup,0,2020-01-02 10:00,1,bob\n5,CUP,-1,2020-01-02 10:00,1,bob\n6,cup,1,2020-01-02 10:00,0,bob\n"
            + "7,cup,1,,1,bob\n8,cup\n\"9,cup,1,2020-01-02 10:00,1,bob\n");

        var report = await shop.RunAsync();

        AssertLaw(report);
        Assert.Equal((10, 3, 6, 1), (report.RowsIn, report.RowsOut, report.RowsQuarantined, report.RowsDropped));
        Assert.Equal([new("gift", 1)], report.Dropped);
        Assert.Equal([new("unreadable", 3), new("units: at least 1", 2), new("time: a value", 1)], report.Quarantined);
        Assert.Equal([new("rows", 7), new("amount", 11.5)], report.Facts);   // 3 + 4 + 4.5 of the table, 0 - 1 + 1 in quarantine, 0 dropped
        Assert.Equal(
            [
                "5|Units is not an integer: 'abc'|3,cup,abc,2020-01-02 10:00,1,bob",
                "6|units is 0; expected at least 1",
                "7|units is -1; expected at least 1; item is 'CUP'; expected to match [a-z]+",
                "9|time is null; expected a value",
                "10|2 fields; expected 6|8,cup",
                "11|a quote is not closed|\"9,cup,1,2020-01-02 10:00,1,bob",
            ],
            await shop.RowsAsync("select line, reason, raw from sales_quarantine order by line"));
        Assert.Equal(["cup|5", "pot|1"], await shop.RowsAsync("select * from items"));
    }

    [Fact]
    public async Task A_run_with_nothing_new_reads_nothing_and_a_fresh_one_makes_the_same()
    {
        await using var shop = new Shop();
        shop.Write("a.csv", TwoDays);
        var first = await shop.RunAsync();
        var published = await shop.PublishedAsync();

        File.SetLastWriteTimeUtc(Path.Combine(shop.Data, "a.csv"), DateTime.UtcNow.AddHours(1));   // touched only
        var second = await shop.RunAsync();
        var third = await shop.RunAsync(fresh: true);

        Assert.Equal((EtlMode.Whole, EtlMode.Unchanged, EtlMode.Whole), (first.Mode, second.Mode, third.Mode));
        Assert.Equal((1, 0, 1), (first.FilesRead, second.FilesRead, third.FilesRead));
        Assert.Equal(first.Fingerprint, third.Fingerprint);
        Assert.Equal(published, await shop.PublishedAsync());
    }

    [Fact]
    public async Task Whatever_changes_the_result_is_that_of_reading_everything()
    {
        await using var shop = new Shop();
        var random = new Random(7);
        var modes = new List<EtlMode>();
        for (var i = 0; i < 8; i++) WriteFile(shop, random, i);
        await shop.RunAsync();
        for (var round = 0; round < 9; round++)
        {
            if (round % 3 == 2) File.Delete(Path.Combine(shop.Data, $"{random.Next(8)}.csv"));
            else WriteFile(shop, random, random.Next(10));
            var report = await shop.RunAsync();
            AssertLaw(report);
            modes.Add(report.Mode);
            var published = await shop.PublishedAsync();
            var whole = await shop.RunAsync(fresh: true);
            Assert.Equal(published, await shop.PublishedAsync());
            Assert.Equal(whole.Facts, report.Facts);
            Assert.Equal(whole.Quarantined, report.Quarantined);
            Assert.Equal(whole.Fingerprint, report.Fingerprint);
        }
        Assert.Contains(EtlMode.Changed, modes);
        Assert.Contains(EtlMode.Whole, modes);
    }

    // Days overlap between files, some rows are bad, and an order of files 8 and 9 stands in file 3 too, so that its id comes twice.
    static void WriteFile(Shop shop, Random random, int number)
    {
        var rows = new StringBuilder();
        for (var row = 0; row < 20; row++)
        {
            var order = number > 7 && row == 5 ? 3_001 : 1_000 * number + row / 2 + random.Next(2) * 100;
            rows.Append($"{order},{"cup pot pan".Split(' ')[random.Next(3)]},{random.Next(12) - 1},2020-01-{1 + number + random.Next(2):D2} 10:{row:D2},{random.Next(9)}.25,c{random.Next(5)}\n");
        }
        shop.Write($"{number}.csv", rows.ToString());
    }

    [Fact]
    public async Task Only_the_days_of_a_new_file_are_made_again()
    {
        await using var shop = new Shop();
        for (var day = 1; day <= 5; day++) shop.Write($"{day}.csv", $"{day},cup,2,2020-01-0{day} 10:00,1.5,ann\n");
        await shop.RunAsync();
        shop.Write("6.csv", "6,cup,2,2020-01-05 11:00,1.5,ann\n");

        var report = await shop.RunAsync();

        Assert.Equal((EtlMode.Changed, 2, 6), (report.Mode, report.FilesRead, report.RowsOut));   // the new file, and the other one of its day
    }

    [Fact]
    public async Task A_later_row_with_an_id_that_was_there_goes_to_quarantine()
    {
        await using var shop = new Shop();
        shop.Write("a.csv", TwoDays);
        shop.Write("b.csv", "1,pan,1,2020-01-05 10:00,4,bob\n");
        var report = await shop.RunAsync();
        AssertLaw(report);
        Assert.Equal([new("unique id", 1)], report.Quarantined);
        Assert.Equal(["b.csv|2|id is '1-1'; an earlier row has it"], await shop.RowsAsync("select file, line, reason from sales_quarantine"));
    }

    [Theory]
    [InlineData("Order,Item,Unitz,Time,Price,Customer\n", "a.csv, line 1: no column 'Units' (is it 'Unitz'?); found Order, Item, Unitz, Time, Price, Customer")]
    [InlineData("Order,Item,Units,Time,Price,Price,Customer\n", "a.csv, line 1: two columns are called 'Price'")]
    [InlineData("Order;Item;Units;Time;Price;Customer\n", "a.csv, line 1: no columns 'Order', 'Item', 'Units', 'Time', 'Price', 'Customer'; found Order;Item;Units;Time;Price;Customer. Is ';' the delimiter? Then say delimiter: ';'")]
    [InlineData("1,cup,2,2020-01-01 10:00,1.5,ann\n", "a.csv, line 1: no columns 'Order', 'Item', 'Units', 'Time', 'Price', 'Customer'; found 1, cup, 2, 2020-01-01 10:00, 1.5, ann. Is the first line a row already? Then say header: false")]
    [InlineData("Report of\n\nOrder,Item,Units,Time,Price,Customer\n", "a.csv, line 1: no columns 'Order', 'Item', 'Units', 'Time', 'Price', 'Customer'; found Report of. Line 3 has the names: then say skipLines: 2")]
    [InlineData("", "a.csv: is empty; expected a header line")]
    [InlineData("\"Order,Item", "a.csv: line 1: a quote is not closed")]
    public async Task A_file_without_the_columns_stops_the_run_and_says_why(string header, string expected)
    {
        await using var shop = new Shop();
        shop.Write("a.csv", "", header);
        var error = await Assert.ThrowsAsync<TableException>(() => shop.RunAsync());
        Assert.Equal(expected, error.Message);
        Assert.Null(PublishedTables.Find(shop.Work, shop.Pipeline));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_cost_their_line_and_a_UTF16_file_stops_the_run()
    {
        await using var shop = new Shop();
        shop.WriteBytes("a.csv", Encoding.UTF8.GetBytes(Shop.Header), Encoding.Latin1.GetBytes("1,cup,1,2020-01-01 10:00,1,Zoë\n2,cup,1,2020-01-01 10:00,1,bob\n"));
        var report = await shop.RunAsync();
        Assert.Equal((2, 1, 1), (report.RowsIn, report.RowsOut, report.RowsQuarantined));
        Assert.Equal(["a.csv|2|is not UTF-8 at byte 30 of the line|1,cup,1,2020-01-01 10:00,1,Zoë"], await shop.RowsAsync("select file, line, reason, raw from sales_quarantine"));

        shop.WriteBytes("b.csv", [0xFF, 0xFE], Encoding.Unicode.GetBytes(Shop.Header));
        Assert.Equal("b.csv: is UTF-16 or binary; expected UTF-8 text; if it is UTF-16, say encoding: utf-16", (await Assert.ThrowsAsync<TableException>(() => shop.RunAsync())).Message);
    }

    [Fact]
    public async Task A_field_of_ten_megabytes_costs_its_line()
    {
        await using var shop = new Shop();
        shop.Write("a.csv", $"1,{new string('x', 10 << 20)},1,2020-01-01 10:00,1,ann\n2,cup,1,2020-01-01 10:00,1,bob\n");
        var report = await shop.RunAsync();
        AssertLaw(report);
        Assert.Equal((2, 1, 1), (report.RowsIn, report.RowsOut, report.RowsQuarantined));
        Assert.Equal(["2|the record has no end within 1,048,576 bytes"], await shop.RowsAsync("select line, reason from sales_quarantine"));
        Assert.Equal(["2-1"], await shop.RowsAsync("select id from sales"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_without_matches_stops_the_run()
    {
        await using var shop = new Shop();
        File.WriteAllText(Path.Combine(shop.Data, "notes.txt"), "");
        Assert.Equal($"no file in {shop.Data} matches '*.csv'; the folder holds notes.txt", (await Assert.ThrowsAsync<TableException>(() => shop.RunAsync())).Message);
        Directory.Delete(shop.Data, recursive: true);
        Assert.Contains("is not there", (await Assert.ThrowsAsync<TableException>(() => shop.RunAsync())).Message);
    }

    [Fact]
    public async Task A_source_with_headers_only_breaks_its_row_count_and_the_published_table_stays()
    {
        await using var shop = new Shop();
        shop.Write("a.csv", TwoDays);
        await shop.RunAsync();
        var published = await shop.PublishedAsync();
        shop.Write("a.csv", "");
        Assert.Equal("the source has 0 rows; the pipeline expects at least 1; nothing was published", (await Assert.ThrowsAsync<TableException>(() => shop.RunAsync())).Message);
        await PublishedTables.Find(shop.Work, shop.Pipeline)!.RegisterAsync(shop.Engine, TestContext.Current.CancellationToken);
        Assert.Equal(published, await shop.PublishedAsync());
    }

    [Theory]
    [InlineData("read 1 of 2 files")]
    [InlineData("checking rows")]
    [InlineData("writing tables")]
    [InlineData("checking the counts")]
    [InlineData("publishing")]
    public async Task A_run_that_is_cancelled_midway_leaves_what_was_published(string step)
    {
        await using var shop = new Shop();
        shop.Write("a.csv", TwoDays);
        await shop.RunAsync();
        var published = await shop.PublishedAsync();
        shop.Write("a.csv", TwoDays.Replace("cup", "mug"));
        shop.Write("b.csv", "9,pan,1,2020-01-05 10:00,4,bob\n");
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var progress = new Reporter<StageProgress>(at =>
        {
            if (at.Text == step) source.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EtlJob.RunAsync(shop.Pipeline, shop.Data, shop.Work, shop.Engine, progress, cancel: source.Token));

        Assert.True(source.IsCancellationRequested);
        await PublishedTables.Find(shop.Work, shop.Pipeline)!.RegisterAsync(shop.Engine, TestContext.Current.CancellationToken);
        Assert.Equal(published, await shop.PublishedAsync());
        Assert.Equal(4, (await shop.RunAsync()).RowsOut);
        Assert.Single(Directory.GetDirectories(Path.Combine(shop.Work, "tables", "shop")));
    }

    [Theory]
    [InlineData("units * price", "units * prize", "shop, table column 'amount': Binder Error")]
    [InlineData("price = 0", "price = nothing", "shop, drop 'gift': Binder Error")]
    [InlineData("count(*)", "cuont(*)", "shop, fact 'rows': Catalog Error")]
    [InlineData("from sales group", "from sale group", "shop, feature table 'items': reads 'sale'; expected table 'sales'")]
    [InlineData("partition by file, ", "partition by ", "shop, table column 'id': a window over more than one file")]
    public async Task Wrong_SQL_of_the_pipeline_is_named_before_a_file_is_read(string right, string wrong, string expected)
    {
        await using var shop = new Shop(Shop.Text.Replace(right, wrong));
        shop.Write("a.csv", TwoDays);
        Assert.StartsWith(expected, (await Assert.ThrowsAsync<TableException>(() => shop.RunAsync())).Message);
    }

    [Fact]
    public async Task Parquet_files_give_the_table_that_CSV_files_give()
    {
        await using var shop = new Shop();
        shop.Write("a.csv", TwoDays);
        await shop.RunAsync();
        var rows = await shop.RowsAsync("select * from sales order by id");

        await using var other = new Shop(Shop.Text.Replace("*.csv\"", "*.parquet\"\n  format: parquet"));
        var cancel = TestContext.Current.CancellationToken;
        await other.Engine.WriteTableAsync($"select \"Order\"::varchar as \"Order\", Item, Units::integer as Units, Time, Price, Customer from '{shop.Data}/a.csv'", Path.Combine(other.Data, "a.parquet"), cancel);
        await other.RunAsync();
        Assert.Equal(rows, await other.RowsAsync("select * from sales order by id"));

        await other.Engine.WriteTableAsync("select 1::varchar as \"Order\", 'cup' as Item, 'two' as Units, now()::timestamp as Time, 1.0::double as Price, '' as Customer", Path.Combine(other.Data, "b.parquet"), cancel);
        Assert.Equal("b.parquet: column 'Units' is STRING; expected integer", (await Assert.ThrowsAsync<TableException>(() => other.RunAsync())).Message);

        File.WriteAllBytes(Path.Combine(other.Data, "b.parquet"), File.ReadAllBytes(Path.Combine(other.Data, "a.parquet"))[..^20]);
        Assert.StartsWith("b.parquet: not a whole Parquet file: ", (await Assert.ThrowsAsync<TableException>(() => other.RunAsync())).Message);
    }

    [Fact]
    public async Task Events_are_the_rows_in_order_of_time_with_the_key_of_each_stream()
    {
        var yaml = Shop.Text.Replace("    item: { pattern: '[a-z]+' }", "") + "\n  items: { topic: shop.items, key: item }\n";
        await using var shop = new Shop(yaml);
        shop.Write("a.csv", "2,\"a\"\"b\",1,2020-01-02 09:00,0.1,\"Zoë \\ Ann\"\n1,cup,2,2020-01-01 10:00:00.5,1e300,ann\n3,cup,2,2020-01-01 10:00,1,\n4,cup,2,2020-01-01 11:00,,ann\n", Shop.Header);
        await shop.RunAsync();
        var cancel = TestContext.Current.CancellationToken;
        var stored = new StoredEvents(shop.Engine, PublishedTables.Find(shop.Work, shop.Pipeline)!, shop.Pipeline);

        var events = new List<string>();
        await foreach (var row in stored.ReadAsync(cancel: cancel))
            events.Add($"{row.Time:yyyy-MM-dd HH:mm:ss.f} {string.Join('/', row.Keys.Select(key => key ?? "none"))} {Encoding.UTF8.GetString(row.Json)}");

        Assert.Equal(
            [
                """2020-01-01 10:00:00.0 none/cup {"id":"3-1","item":"cup","units":2,"time":"2020-01-01T10:00:00","price":1,"amount":2}""",
                """2020-01-01 10:00:00.5 ann/cup {"id":"1-1","item":"cup","units":2,"time":"2020-01-01T10:00:00.500000","price":1E+300,"customer":"ann","amount":2E+300}""",
                """2020-01-01 11:00:00.0 ann/cup {"id":"4-1","item":"cup","units":2,"time":"2020-01-01T11:00:00","customer":"ann","amount":null}""",   // of SQL: null, not left out
                """2020-01-02 09:00:00.0 Zoë \ Ann/a"b {"id":"2-1","item":"a\"b","units":1,"time":"2020-01-02T09:00:00","price":0.1,"customer":"Zoë \\ Ann","amount":0.1}""",
            ],
            events);
        var (rows, counts) = await stored.CountAsync(cancel: cancel);
        Assert.Equal((4, 3, 4), (rows, counts[0], counts[1]));
        (rows, counts) = await stored.CountAsync(new(2020, 1, 2), cancel: cancel);
        Assert.Equal((1, 1, 1), (rows, counts[0], counts[1]));
        Assert.Equal(0, (await stored.CountAsync(new(2020, 1, 3), cancel: cancel)).Rows);
    }

    [Fact]
    public async Task Events_of_many_days_come_in_one_order_and_a_range_is_a_part_of_them()
    {
        await using var shop = new Shop();
        var random = new Random(5);
        for (var file = 0; file < 3; file++)   // more rows than one query sorts, days across the files
        {
            var rows = new StringBuilder();
            for (var row = 0; row < 25_000; row++)
                rows.Append($"{file * 100_000 + row},cup,1,2020-01-{1 + random.Next(9):D2} {random.Next(24):D2}:{random.Next(60):D2},1,c{random.Next(1_000)}\n");
            shop.Write($"{file}.csv", rows.ToString());
        }
        await shop.RunAsync();
        var cancel = TestContext.Current.CancellationToken;
        var stored = new StoredEvents(shop.Engine, PublishedTables.Find(shop.Work, shop.Pipeline)!, shop.Pipeline);

        var all = await stored.ReadAsync(cancel: cancel).ToListAsync(cancel);
        var part = await stored.ReadAsync(new(2020, 1, 3), new(2020, 1, 6), cancel).ToListAsync(cancel);

        var expected = await shop.RowsAsync("select id, strftime(time, '%Y-%m-%dT%H:%M:%S'), customer from sales order by time, id");
        Assert.Equal(75_000, expected.Count);
        Assert.Equal(expected, all.Select(Line));
        Assert.Equal(expected.Where(row => row.Split('|')[1] is var time && string.CompareOrdinal(time, "2020-01-03") >= 0 && string.CompareOrdinal(time, "2020-01-06") < 0), part.Select(Line));

        static string Line(ReplayEvent row)
        {
            using var json = JsonDocument.Parse(row.Json);
            Assert.Equal(row.Keys[0], json.RootElement.GetProperty("customer").GetString());
            return $"{json.RootElement.GetProperty("id").GetString()}|{json.RootElement.GetProperty("time").GetString()}|{row.Keys[0]}";
        }
    }
}
