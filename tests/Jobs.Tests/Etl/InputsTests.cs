using DistributedML.Data;
using DistributedML.Jobs.Etl;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>Files as other programs write them.</summary>
public class InputsTests
{
    static string Wells(string options) => $$"""
        name: wells
        source: { files: "*.csv"{{options}}, columns: { id: string, ts: timestamp, metres: double } }
        table: { name: levels, id: id, time: ts, columns: { id: string, ts: timestamp, metres: double } }
        """;

    static string Taps(string source, string expect = "") => $$"""
        name: taps
        source: { files: "*.csv", columns: { tap: string, read_on: {{source}}, litres: double } }
        table:
          name: readings
          id: id
          time: time
          columns: { id: { type: string, sql: "tap || ' ' || line" }, time: { type: timestamp, sql: read_on }, litres: double }
        {{expect}}
        """;

    const string TapFile = "tap,read_on,litres\nnorth,03.02.2025,140\nsouth,04.02.2025,95\n";

    [Fact]
    public async Task A_dialect_is_read_as_the_source_says()
    {
        await using var inputs = new Inputs(Wells(", delimiter: ';', decimal: ',', thousands: '.', comment: '#'"), ("a.csv", "id;ts;well;metres\n# by hand\nw1;2025-01-05 10:00:00;a;12,5\nw2;2025-01-06 10:00:00;b;1.009,75\n"));
        await inputs.RunAsync();
        Assert.Equal(["w1|2025-01-05 10:00:00|12.5", "w2|2025-01-06 10:00:00|1009.75"], await inputs.TableAsync());
    }

    [Fact]
    public async Task Files_with_the_same_fault_are_told_in_one_line()
    {
        await using var inputs = new Inputs(Wells(""), ("a.csv", "id;ts;metres\nw1;2025-01-05;1\n"), ("b.csv", "id;ts;metres\n"), ("c.csv", "id;ts;metres\n"));
        Assert.Equal(
            "a.csv, line 1: no columns 'id', 'ts', 'metres'; found id;ts;metres. Is ';' the delimiter? Then say delimiter: ';' (and 2 more files)",
            (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
    }

    [Fact]
    public async Task Without_a_header_a_wrong_delimiter_is_suspected()
    {
        await using var inputs = new Inputs(Wells(", header: false"), ("a.csv", "w1\t2025-01-05\t1\nw2\t2025-01-05\t1\n"));
        Assert.Equal(
            "a.csv, line 1: 1 fields; the pipeline has 3 columns. Is tab the delimiter? Then say delimiter: tab",
            (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
    }

    [Fact]
    public async Task A_run_without_a_readable_row_publishes_nothing_and_says_why()
    {
        await using var inputs = new Inputs(Taps("date"), ("a.csv", "tap,read_on,litres\nnorth,2025-02-03,140\n"));
        await inputs.RunAsync();
        var before = await inputs.TableAsync();
        inputs.Write("a.csv", TapFile);

        var error = await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync());

        var quarantine = Path.Combine(inputs.Work, "tables", "taps", "refused", "quarantine.parquet");
        Assert.Equal(
            [
                "2 of 2 rows went to quarantine; nothing was published",
                "  2 rows: read_on is not a day as 2011-09-09; the first: a.csv line 2: read_on is not a day as 2011-09-09: '03.02.2025'",
                $"  quarantine: {quarantine}; expect: {{ quarantine: 1 }} in the pipeline publishes nevertheless",
            ],
            error.Message.Split(Environment.NewLine));
        Assert.Equal(TableFault.Input, error.Fault);
        Assert.Equal(["2", "3"], await inputs.RowsAsync($"select line from '{quarantine}' order by line"));
        Assert.Equal(before, await inputs.RowsAsync($"select * from read_parquet('{PublishedTables.Find(inputs.Work, inputs.Pipeline)!.Files.Rows}', hive_partitioning = false) order by all"));
        inputs.Pipeline = PipelineFile.Parse(Taps("{ type: date, format: dd.MM.yyyy }"), "p.yaml", ModelKinds.Standard.All);
        Assert.Equal(2, (await inputs.RunAsync()).RowsOut);
        Assert.Equal(["north 2|2025-02-03 00:00:00|140.0", "south 3|2025-02-04 00:00:00|95.0"], await inputs.TableAsync());
        Assert.False(File.Exists(quarantine));
    }

    [Theory]
    [InlineData("expect: { quarantine: 1 }", 4, false)]
    [InlineData("expect: { quarantine: 0.5 }", 2, false)]
    [InlineData("expect: { quarantine: 0.25 }", 2, true)]
    [InlineData("", 3, false)]
    [InlineData("", 4, true)]
    public async Task The_pipeline_says_how_much_may_go_to_quarantine(string expect, int bad, bool isRefused)
    {
        var rows = string.Concat(Enumerable.Range(0, 4).Select(row => $"t{row},{(row < bad ? "soon" : "2025-02-03")},1\n"));
        await using var inputs = new Inputs(Taps("date", expect), ("a.csv", "tap,read_on,litres\n" + rows));
        if (isRefused) Assert.Contains($"{bad} of 4 rows went to quarantine", (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
        else Assert.Equal((4 - bad, bad), ((int)(await inputs.RunAsync()).RowsOut, bad));
    }

    [Fact]
    public async Task The_report_has_each_reason_with_its_count_and_first_row()
    {
        await using var inputs = new Inputs(
            Taps("date", "expect: { columns: { litres: { min: 0 } } }"), ("a.csv", "tap,read_on,litres\na,2025-02-03,1\nb,soon,1\nc,2025-02-03,-3\n"), ("b.csv", "tap,read_on,litres\nd,then,1\ne,2025-02-03,x\n"));
        var report = await inputs.RunAsync();
        Assert.Equal([new("unreadable", 3), new("litres: at least 0", 1)], report.Quarantined);
        Assert.Equal(
            [
                new("read_on is not a day as 2011-09-09", 2, "read_on is not a day as 2011-09-09: 'soon'", "a.csv", 3),
                new("litres: at least 0", 1, "litres is -3.0; expected at least 0", "a.csv", 4),
                new("litres is not a number", 1, "litres is not a number: 'x'", "b.csv", 3),
            ],
            report.Reasons);
    }

    [Fact]
    public async Task Times_with_an_offset_are_brought_to_the_zone_in_columns_and_in_casts()
    {
        const string Doors = """
            name: doors
            source: { files: "*.csv", columns: { event: string, at: timestamp, text: string } }
            table: { name: openings, id: event, time: at, columns: { event: string, at: timestamp, text: timestamp } }
            """;
        string[] times = ["2025-03-30T00:59:30Z", "2025-03-30T03:00:10+02:00", "2025-03-30T01:05:00.250-0030", "2025-03-30 01:05", "2025-03-30 01:05:00+05"];
        await using var inputs = new Inputs(Doors, ("a.csv", "event,at,text\n" + string.Concat(times.Select((time, i) => $"d{i},{time},{time}\n"))));
        await inputs.RunAsync();
        string[] expected = ["2025-03-30 00:59:30", "2025-03-30 01:00:10", "2025-03-30 01:35:00.25", "2025-03-30 01:05:00", "2025-03-29 20:05:00"];
        Assert.Equal(expected.Select((time, i) => $"d{i}|{time}|{time}"), await inputs.TableAsync());
    }

    [Fact]
    public async Task File_is_the_path_so_that_ids_stay_when_files_come()
    {
        const string Tanks = """
            name: tanks
            source: { files: "**/*.csv", columns: { tank: string, ts: timestamp } }
            table:
              name: levels
              id: id
              time: ts
              columns: { id: { type: string, sql: "file || ':' || line" }, n: { type: integer, sql: "row_number() over (partition by file order by line)" }, ts: timestamp }
            """;
        await using var inputs = new Inputs(Tanks, ("2025/01.csv", "tank,ts\nt1,2025-01-01\nt2,2025-01-01\n"));
        await inputs.RunAsync();
        Assert.Equal(["2025/01.csv:2|1|2025-01-01 00:00:00", "2025/01.csv:3|2|2025-01-01 00:00:00"], await inputs.TableAsync());
        inputs.Write("2024/12.csv", "tank,ts\nt1,2024-12-31\n");
        await inputs.RunAsync();
        Assert.Equal(["2024/12.csv:2|1|2024-12-31 00:00:00", "2025/01.csv:2|1|2025-01-01 00:00:00", "2025/01.csv:3|2|2025-01-01 00:00:00"], await inputs.TableAsync());
    }

    [Fact]
    public async Task A_row_that_SQL_cannot_compute_goes_to_quarantine_and_the_others_stay()
    {
        const string Trips = """
            name: trips
            source: { files: "*.csv", columns: { trip: string, started: string, km: double, day: string } }
            table:
              name: trips
              id: trip
              time: started_at
              columns:
                trip: string
                started_at: { type: timestamp, sql: "case when strptime(started, '%d/%m/%Y') > timestamp '1900-01-01' then strptime(started, '%d/%m/%Y') end" }
                next_day: { type: timestamp, sql: "started_at + interval '1' day" }
                km: { type: double, sql: "sqrt(km)" }
                weekday: { type: integer, sql: "dayofweek(cast(day as date))" }
                place: { type: integer, sql: "row_number() over (partition by file order by line)" }
            """;
        await using var inputs = new Inputs(Trips, ("a.csv", "trip,started,km,day\na1,30/01/2025,4,2025-01-30\na2,31/02/2025,9,2025-03-03\na3,01/03/2025,-16,\na4,01/03/2025,25,soon\na5,01/03/2025,25,\n"));
        var report = await inputs.RunAsync();
        Assert.Equal((5, 2, 3), (report.RowsIn, report.RowsOut, report.RowsQuarantined));
        Assert.Equal(["a1|2025-01-30 00:00:00|2025-01-31 00:00:00|2.0|4|1", "a5|2025-03-01 00:00:00|2025-03-02 00:00:00|5.0|-|5"], await inputs.TableAsync());
        Assert.Equal(
            ["a.csv|3|started_at cannot be computed of started: '31/02/2025'", "a.csv|4|km cannot be computed of km: '-16.0'", "a.csv|5|weekday cannot be computed of day: 'soon'"],
            await inputs.QuarantineAsync());
    }

    [Fact]
    public async Task JSON_lines_give_rows_of_nested_properties()
    {
        const string Lifts = """
            name: lifts
            source:
              files: "*.jsonl"
              format: json-lines
              columns: { id: string, at: timestamp, name: { type: string, from: lift.name }, lift.floor: integer, weights: string, people: { type: integer, from: weights.length } }
            table:
              name: rides
              id: id
              time: at
              columns: { id: string, at: timestamp, name: string, floor: { type: integer, sql: '"lift.floor"' }, people: integer, weights: string }
            """;
        const string Lines = """
            {"id":"l1","at":"2025-01-05 10:00:00","lift":{"name":"west","floor":3},"weights":[71.5,80]}
            {"id":"l2","at":"2025-01-05 10:02:00","lift":{"name":"east","floor":"9"},"weights":[]}
            {"id":"l3","at":"2025-01-05 10:03:00","lift":{"name":"west"},"weights":[64]}
            """;
        await using var inputs = new Inputs(Lifts, ("a.jsonl", Lines));
        await inputs.RunAsync();
        Assert.Equal(["l1|2025-01-05 10:00:00|west|3|2|[71.5,80]", "l3|2025-01-05 10:03:00|west|-|1|[64]"], await inputs.TableAsync());
        Assert.Equal(["a.jsonl|2|lift.floor is not an integer: '\"9\"'"], await inputs.QuarantineAsync());

        inputs.Pipeline = PipelineFile.Parse(Lifts.Replace("from: lift.name", "from: lift.nam"), "p.yaml", ModelKinds.Standard.All);
        Assert.Equal("a.jsonl: no line has 'lift.nam' (is it 'lift.name'?)", (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
    }

    [Fact]
    public async Task Values_of_computed_columns_follow_the_rules_of_the_reader()
    {
        const string Casts = """
            name: casts
            source: { files: "*.csv", columns: { id: string, time: timestamp, units: string, weight: double, price: string } }
            table: { name: rows, id: id, time: time, columns: { id: string, time: timestamp, units: integer, kilos: { type: integer, sql: weight }, price: double } }
            """;
        string[] rows = ["12,4.0,1e3", "2.5,2.0,1", "1_000,3.0,1", "1,3.7,1", "1,1e20,1", "1,1,1_0", ",,"];
        await using var inputs = new Inputs(Casts, ("a.csv", "id,time,units,weight,price\n" + string.Concat(rows.Select((row, i) => $"u{i},2025-03-01,{row}\n"))));
        await inputs.RunAsync();
        Assert.Equal(["u0|2025-03-01 00:00:00|12|4|1000.0", "u6|2025-03-01 00:00:00|-|-|-"], await inputs.TableAsync());
        Assert.Equal(
            ["units is not an integer: '2.5'", "units is not an integer: '1_000'", "kilos is not an integer: '3.7'", "kilos is not an integer: '1e+20'", "price is not a number: '1_0'"],
            (await inputs.QuarantineAsync()).Select(row => row.Split('|')[2]));
    }

    [Fact]
    public async Task Times_beyond_the_calendar_go_to_quarantine()
    {
        const string Contracts = """
            name: contracts
            source: { files: "*.csv", columns: { id: string, ends: timestamp, text: string } }
            table:
              name: contracts
              id: id
              time: renew
              columns: { id: string, renew: { type: timestamp, sql: "ends + interval '1' day" }, text: timestamp }
            """;
        await using var inputs = new Inputs(Contracts, ("a.csv", "id,ends,text\nc1,2025-03-01,2025-03-01\nc2,9999-12-31,\nc3,2025-03-01,infinity\nc4,2025-03-01,0044-03-15 BC\nc5,2025-03-01,12025-01-01\nc6,2025-03-01,epoch\n"));
        await inputs.RunAsync();
        Assert.Equal(["c1|2025-03-02 00:00:00|2025-03-01 00:00:00"], await inputs.TableAsync());
        Assert.Equal("a.csv|3|renew is not a time from 0001-01-01 to 9999-12-31: '10000-01-01 00:00:00'", (await inputs.QuarantineAsync())[0]);
        Assert.Equal(5, (await inputs.QuarantineAsync()).Count);
    }

    [Fact]
    public async Task Comments_and_line_breaks_in_SQL_and_columns_called_date_change_nothing()
    {
        const string Rows = """
            name: rows
            source: { files: "*.csv", columns: { id: string, time: timestamp, date: date, qty: integer } }
            table:
              name: rows
              id: id
              time: time
              columns: { id: string, time: timestamp, date: date, double_qty: { type: integer, sql: "qty * 2  -- both ways" } }
            drop:
              none: "double_qty = 0 -- SQL's own comment"
            facts:
              n: "count(*) -- rows"
            features:
              per_day: |
                with
                days as (select time::date as day from rows)
                select day, count(*) as n from days group by day   -- one row a day
            """;
        await using var inputs = new Inputs(Rows, ("a.csv", "id,time,date,qty,,\nt1,2025-03-01 08:00:00,2025-03-04,4,,\nt2,2025-03-01 09:00:00,,0,,\n"));
        var report = await inputs.RunAsync();
        Assert.Equal((2, 1, 1), (report.RowsIn, report.RowsOut, report.RowsDropped));
        Assert.Equal(["t1|2025-03-01 08:00:00|2025-03-04|8"], await inputs.TableAsync());
        Assert.Equal(["2025-03-01|1"], await inputs.RowsAsync("select * from per_day"));
        Assert.Equal(2, report.Facts[0].Value);
    }

    [Theory]
    [InlineData("air-quality", "AirQualityUCI.csv", "2004-03-10 18|2004-03-10 18:00:00|city|2.6|1360.0|11.9|166.0|-|1268.0|13.6|48.9|0.7578")]
    [InlineData("sms-spam", "sms-spam.tsv", "sms-spam.tsv:1|2012-01-01 00:00:00|ham|He said \"no|11")]
    public async Task The_examples_read_files_as_they_are_given_away(string example, string file, string expected)
    {
        // The first lines of the real file, where a missing value was put in, and one with a quote.
        var text = example == "sms-spam" ? "ham\tHe said \"no\nspam\tCall \"now\"\n"
            : "Date;Time;CO(GT);PT08.S1(CO);NMHC(GT);C6H6(GT);PT08.S2(NMHC);NOx(GT);PT08.S3(NOx);NO2(GT);PT08.S4(NO2);PT08.S5(O3);T;RH;AH;;\n"
            + "10/03/2004;18.00.00;2.6;1360;150;11.9;1046;166;1056;-200;1692;1268;13.6;48.9;0.7578;;\n10/03/2004;19.00.00;2;1292;112;9.4;955;103;1174;92;1559;972;13.3;47.7;0.7255;;\n";
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "DistributedML.sln"))) root = root.Parent!;
        await using var inputs = new Inputs(File.ReadAllText(Path.Combine(root.FullName, "examples", example, "pipeline.yaml")), (file, text));
        Assert.Equal(2, (await inputs.RunAsync()).RowsOut);
        Assert.Equal(expected, (await inputs.TableAsync())[0]);
    }

    [Fact]
    public async Task A_Parquet_file_with_a_damaged_page_is_named()
    {
        const string Pages = """
            name: pages
            source: { files: "*.parquet", format: parquet, columns: { id: string, time: { type: timestamp, from: at } } }
            table: { name: pages, id: id, time: time, columns: { id: string, time: timestamp } }
            """;
        await using var inputs = new Inputs(Pages);
        foreach (var name in "abc")
            await inputs.WriteParquetAsync($"{name}.parquet", $"select '{name}' || i as id, timestamp '2025-01-01' + i * interval '1' minute as at from range(5000) t(i)");
        Assert.Equal(15_000, (await inputs.RunAsync()).RowsOut);
        var file = Path.Combine(inputs.Data, "b.parquet");
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(8, bytes.Length / 2).Fill(0xFF);
        File.WriteAllBytes(file, bytes);
        Assert.StartsWith("b.parquet: cannot be read: ", (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
    }

    [Fact]
    public async Task A_day_without_a_good_row_stays_in_quarantine_when_another_file_comes()
    {
        const string Sales = """
            name: sales
            source: { files: "*.csv", columns: { id: string, time: timestamp, qty: integer } }
            table: { name: sales, id: id, time: time, columns: { id: string, time: timestamp, qty: integer } }
            drop: { nothing: qty = 0 }
            """;
        await using var inputs = new Inputs(Sales, ("1.csv", "id,time,qty\np1,2025-03-01 08:15:00,4\np2,2025-03-01 25:15:00,2\n"), ("2.csv", "id,time,qty\np3,2025-03-02 08:15:00,0\n"), ("3.csv", "id,time,qty\np4,2025-03-03,1\n"));
        await inputs.RunAsync();
        inputs.Write("4.csv", "id,time,qty\np5,2025-03-04 09:00:00,1\n");
        var report = await inputs.RunAsync();
        Assert.Equal((EtlMode.Changed, 5, 3, 1, 1), (report.Mode, report.RowsIn, report.RowsOut, report.RowsQuarantined, report.RowsDropped));
        var (table, quarantine) = (await inputs.TableAsync(), await inputs.QuarantineAsync());
        await inputs.RunAsync(fresh: true);
        Assert.Equal((table, quarantine), (await inputs.TableAsync(), await inputs.QuarantineAsync()), (one, other) => one.Item1.SequenceEqual(other.Item1) && one.Item2.SequenceEqual(other.Item2));
    }

    /// <summary>Texts that some reader takes for a value of some type.</summary>
    public static TheoryData<string, string[]> Texts => new()
    {
        { "timestamp", [
            "2025-03-01", "2025-03-01 10:00", "2025-03-01T10:00:00", "2025-03-01 10:00:00.1", "2025-03-01 10:00:00.123456", "2025-03-01 10:00:00.999999999", "2025-03-01 10:00:00.1234567890",
            "2025-03-01 24:00:00", "2025-03-01 23:59:60", "2025-02-29", "2024-02-29", "0000-01-01", "0001-01-01", "9999-12-31 23:59:59.999999", "10000-01-01", "infinity", "-infinity", "epoch", "now",
            "2025-03-01T10:00:00Z", "2025-03-01T10:00:00z", "2025-03-01T10:00:00+02:00", "2025-03-01 10:00:00+0230", "2025-03-01 10:00-05", "2025-03-01 10:00:00+18", "2025-03-01 10:00:00+19",
            "2025-03-01 10:00:00+02:75", "2025-03-01 10:00:00 +02:00", "2025-03-01+02:00", "2025-03-01 10:00:00 UTC", "2025-03-01 10:00:00 Europe/Berlin", "2025-3-1", "20250301", "2025/03/01",
            " 2025-03-01", "2025-03-01 ", "2025-03-01 10", "2025-03-01t10:00:00", "0001-01-01 00:00:00+01", "0044-03-15 BC", "yesterday"] },
        { "date", ["2025-03-01", "2025-02-29", "2025-3-1", "2025-03-01 10:00", "infinity", "epoch", "0000-01-01", "10000-01-01", "20250301", "2025-03-01Z", " 2025-03-01"] },
        { "integer", ["1", "-1", "+5", "007", "-0", "2.0", "2.5", "1e3", "1_000", "0x1F", "1,000", " 7", "7 ", "", "9223372036854775807", "9223372036854775808", "true", "Infinity", "--1", "1-"] },
        { "double", ["1", "-1.5", "+5", ".5", "5.", "1e3", "1E-3", "1_000.5", "0x1F", "1,5", " 7", "nan", "NaN", "inf", "Infinity", "-Infinity", "1e999", "1e-999", "1e308", "1d", "1f", "e5", "."] },
        { "boolean", ["true", "false", "TRUE", "False", "t", "f", "yes", "no", "1", "0", "on", " true", "y"] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_is_the_same_value_in_a_column_and_in_a_cast(string type, string[] texts)
    {
        string Pipeline(string of) => $$"""
            name: texts
            source: { files: "*.csv", zone: Europe/Berlin, columns: { id: string, time: timestamp, it: {{of}} } }
            table: { name: rows, id: id, time: time, columns: { id: string, time: timestamp, it: {{type}} } }
            expect: { quarantine: 1 }
            """;
        var file = ("a.csv", "id,time,it\n" + string.Concat(texts.Select((text, i) => $"t{i},2025-03-01,\"{text}\"\n")));
        await using var read = new Inputs(Pipeline(type), file);
        await using var cast = new Inputs(Pipeline("string"), file);
        await read.RunAsync();
        await cast.RunAsync();
        Assert.Equal(await read.TableAsync(), await cast.TableAsync());
        Assert.Equal(await read.QuarantineAsync(), await cast.QuarantineAsync());
        Assert.NotEmpty(await read.TableAsync());
        Assert.NotEmpty(await read.QuarantineAsync());
    }

    [Fact]
    public async Task A_number_is_true_or_false_when_it_is_1_or_0_and_a_text_is_that_of_its_number()
    {
        const string Flags = """
            name: flags
            source: { files: "*.csv", columns: { id: string, time: timestamp, n: integer, x: double } }
            table: { name: rows, id: id, time: time, columns: { id: string, time: timestamp, flag: { type: boolean, sql: n }, text: { type: string, sql: x } } }
            """;
        await using var inputs = new Inputs(Flags, ("a.csv", "id,time,n,x\na,2025-03-01,1,1e20\nb,2025-03-01,0,0.00001\nc,2025-03-01,2,1\nd,2025-03-01,,12345678.5\n"));
        await inputs.RunAsync();
        Assert.Equal(["a|2025-03-01 00:00:00|true|1e+20", "b|2025-03-01 00:00:00|false|1e-05", "d|2025-03-01 00:00:00|-|12345678.5"], await inputs.TableAsync());
        Assert.Equal(["a.csv|4|flag is not true or false: '2'"], await inputs.QuarantineAsync());
    }

    [Fact]
    public async Task A_time_of_a_joined_Parquet_file_is_kept_within_the_calendar()
    {
        const string Joined = """
            name: joined
            source:
              files: "*.csv"
              columns: { id: string, shop: string }
              join: { shops: { files: "*.parquet", format: parquet, columns: { shop: string, opened: timestamp }, on: shop } }
            table: { name: rows, id: id, time: opened, columns: { id: string, opened: timestamp } }
            """;
        await using var inputs = new Inputs(Joined, ("a.csv", "id,shop\na,1\nb,2\nc,3\n"));
        await inputs.WriteParquetAsync("s.parquet", "select '1' as shop, timestamp '2025-03-01' as opened union all select '2', timestamp 'infinity' union all select '3', timestamp '10000-01-01'");
        await inputs.RunAsync();
        Assert.Equal(["a|2025-03-01 00:00:00"], await inputs.TableAsync());
        Assert.Equal(2, (await inputs.QuarantineAsync()).Count);
    }
}
