using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Apache.Arrow;
using CsCheck;
using DistributedML.Data;
using DistributedML.Models.Derived;
using DistributedML.Pipelines.Events;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>An event has the values that the table's row with its properties has, and is refused or dropped where the row is.</summary>
public sealed class DerivedColumnsTests
{
    const int Expressions = 3;

    static readonly string?[] Texts =
    [
        null, "", " ", "A", "a-b-a", "2.5", "1_000", "7", "007", "-7", "1e3", "true", "t", "nan", "inf", "2025-03-01", "2025-03-01 08:00:00", "2025-03-01T10:00:00+02:00", "0001-01-01", "9999-12-31",
        "straße", "İΣ", "e\u0301é", "👍🏽", "x\ny", "\t", "'", "\"", "\\", "null", "99999999999999999999", "12.345678901234567890",
    ];

    static readonly double?[] Doubles = [null, 0, -0.0, 1, -1.5, 0.1, 1.005, 2.675, 1e16, 9_007_199_254_740_993, double.MaxValue, double.MinValue, double.Epsilon, -1e-300, 12_345_678.5];

    static readonly long?[] Integers = [null, 0, 1, -1, 7, 31, 1_000, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    static readonly string?[] Times = [null, "0001-01-01T00:00:00", "1969-12-31T23:59:59.999999", "1970-01-01T00:00:00", "2024-02-29T12:30:45.25", "2025-10-26T02:30:00", "9999-12-31T23:59:59.999999"];

    static readonly string?[] Days = [null, "0001-01-01", "1969-12-31", "2024-02-29", "2025-12-31", "9999-12-31"];

    static readonly Gen<string> Number = Gen.Recursive<string>((depth, number) => depth > 3 ? Leaf("x", "y", "n", "m", "0", "-0.0", "0.1", "2::decimal(9,3)") : Gen.OneOf(
        Leaf("x", "y", "n", "m", "1e308", "length(s)", "try_cast(s as double)", "s::double", "year(ts)", "epoch(ts)", "(ts::date - d)", "case when b then x end", "'nan'::double", "ln(x)", "sqrt(y)"),
        Gen.Select(number, Leaf("+", "-", "*", "/", "%"), number, (a, o, b) => $"({a} {o} {b})"),
        number.Select(a => $"abs({a})"), number.Select(a => $"round({a}, 2)"), Gen.Select(number, number, (a, b) => $"coalesce({a}, {b})"),
        number.Select(a => $"({a})::decimal(18,4)"), Gen.Select(number, number, (a, b) => $"greatest({a}, {b})"),
        Gen.Select(number, number, number, (a, b, c) => $"case when {a} > {b} then {c} else 0 end")));

    static readonly Gen<string> Text = Gen.OneOf(
        Leaf("s", "t", "s || t", "upper(s)", "lower(t)", "reverse(s)", "substr(s, 2, 2)", "trim(t)", "replace(s, 'a', t)", "strftime(ts, '%d.%m.%Y %H:%M')", "d::varchar", "split_part(s, '-', 2)", "md5(s)"),
        Number.Select(a => $"({a})::varchar"), Gen.Select(Number, Number, (a, b) => $"case when {a} <= {b} then s else t end"));

    // A column of the source under another name is a property of the event under that name; in brackets it is an expression.
    static readonly Gen<(string Type, string Sql)> Column = Gen.OneOf(
        Number.Select(sql => ("double", $"({sql})")), Number.Select(sql => ("integer", $"({sql})")), Number.Select(sql => ("integer", $"floor({sql})")),
        Text.Select(sql => ("string", $"({sql})")), Number.Select(sql => ("string", sql)), Text.Select(sql => ("double", sql)), Text.Select(sql => ("timestamp", sql)), Text.Select(sql => ("boolean", sql)),
        Gen.Select(Number, Number, (a, b) => ("boolean", $"{a} < {b} or b")),
        Leaf("ts + interval 1 day", "date_trunc('month', ts)", "d", "s", "ts - interval 1 microsecond", "make_timestamp(n)").Select(sql => ("timestamp", sql)),
        Leaf("ts", "d + 1", "last_day(d)", "s", "ts::date - 1").Select(sql => ("date", sql)));

    static Gen<string> Leaf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public async Task Values_of_events_are_those_of_the_table_for_random_expressions()
    {
        var (values, refused) = (0, 0);
        await Gen.Select(Column.Array[Expressions], Gen.Int[0, int.MaxValue]).SampleAsync(async sample =>
        {
            var (columns, seed) = sample;
            await using var inputs = new Inputs(Yaml(columns), ("a.jsonl", string.Join('\n', Rows(seed))));
            var found = Events(inputs, columns.Length, File.ReadAllLines(Path.Combine(inputs.Data, "a.jsonl")), out var bad);
            try
            {
                await inputs.RunAsync();
            }
            catch (TableException)
            {
                return;   // an expression that is none, as a time of a number, or no row without a problem: there is no table
            }
            Assert.Equal(await TableAsync(inputs), found);
            values += found.Count * columns.Length;
            refused += bad;
        }, iter: 40, threads: 1);
        Assert.True(values > 500 && refused > 20, $"{values} values were compared and {refused} events refused, which is too few to say much");
    }

    // What the events' own order and neighbours are does not matter: all at once, or each alone.
    static SortedDictionary<string, string> Events(Inputs inputs, int columns, IReadOnlyList<string> lines, out int refused)
    {
        var names = Enumerable.Range(0, columns).Select(i => $"c{i}").Append("cx").ToHashSet();
        var schema = new EventSchema(inputs.Pipeline.Table, [], [], names, 1 << 20, DerivedColumns.Of(inputs.Pipeline, names, new HashSet<string>(), inputs.Pipeline.Drop));
        var parser = new EventParser(schema);
        var (stage, batch, alone) = (new EventStage(schema, parser, lines.Count), new EventBatch(schema, lines.Count), new EventBatch(schema, 1));
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines) stage.Add(Encoding.UTF8.GetBytes(line));
        stage.Compute();
        refused = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var verdict = stage.MoveTo(i, batch);
            alone.Count = 0;
            Assert.Equal(verdict.Reason, parser.Append(Encoding.UTF8.GetBytes(lines[i]), alone));
            if (verdict.Reason is not null)
            {
                if (!verdict.IsDropped) refused++;
                continue;
            }
            var row = Row(batch, batch.Count - 1);
            Assert.Equal(row, Row(alone, 0));
            rows.Add(batch.Id(batch.Count - 1), row);
        }
        return rows;

        string Row(EventBatch batch, int row) => string.Join('|', names.Order(StringComparer.Ordinal).Select(name => Shown(batch.Column(schema.IndexOf(name)), row)));
    }

    static string Shown(EventColumn column, int row) => column.Nulls[row] ? "-" : column.Definition.Type switch
    {
        Pipelines.ColumnType.String => $"'{column.Strings[row]}'",
        Pipelines.ColumnType.Integer => $"{column.Integers[row]}",
        Pipelines.ColumnType.Double => Bits(column.Doubles[row]),
        Pipelines.ColumnType.Boolean => $"{column.Booleans[row]}",
        _ => column.Times[row].ToString("O", CultureInfo.InvariantCulture),
    };

    static async Task<SortedDictionary<string, string>> TableAsync(Inputs inputs)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = inputs.Pipeline.Table.Columns.Select(column => column.Name).Where(name => name[0] == 'c').Order(StringComparer.Ordinal).ToList();
        await foreach (var batch in inputs.QueryAsync($"select id, {string.Join(", ", names)} from t"))
            for (var row = 0; row < batch.Length; row++)
                rows.Add(batch.Texts("id").Text(row)!, string.Join('|', names.Select(name => Shown(batch.Column(batch.Schema.GetFieldIndex(name)), row))));
        return rows;
    }

    // A number that is none is null on a stream, as it is in the JSON of a table's rows.
    static string Shown(IArrowArray column, int row) => column.IsNull(row) ? "-" : column switch
    {
        StringArray texts => $"'{texts.Text(row)}'",
        Int64Array integers => $"{integers.Values[row]}",
        DoubleArray numbers => double.IsFinite(numbers.Values[row]) ? Bits(numbers.Values[row]) : "-",
        BooleanArray flags => $"{flags.GetValue(row)}",
        Date32Array days => EpochTime.Day(days.Values[row]).ToDateTime(default).ToString("O", CultureInfo.InvariantCulture),
        TimestampArray times => EpochTime.Time(times.Values[row]).ToString("O", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException(column.Data.DataType.Name),
    };

    // The dictionaries of DuckDB's Parquet files take both zeros for one, so the sign of a zero is that of the first in its file.
    static string Bits(double number) => $"{BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number):x}";

    static string Yaml((string Type, string Sql)[] columns) => $$"""
        name: p
        source:
          files: "*.jsonl"
          format: json-lines
          columns: { id: string, at: timestamp, s: string, t: string, x: double, y: double, n: integer, m: integer, b: boolean, ts: timestamp, d: date }
        table:
          name: t
          id: id
          time: at
          columns:
            id: string
            at: timestamp
            s: string
            renamed: { type: double, sql: x }
            n: integer
            b: boolean
            d: date
        {{string.Join('\n', columns.Select((column, i) => $"    c{i}: {{ type: {column.Type}, sql: \"{column.Sql.Replace("\"", "\\\"", StringComparison.Ordinal)}\" }}"))}}
            cx: { type: string, sql: "c0::varchar || c1::varchar" }
        drop:
          some: n = 7 and c0 is not null
        """;

    static IEnumerable<string> Rows(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var row = new JsonObject { ["id"] = $"r{i:00}", ["at"] = "2025-01-01T00:00:00" };
            // The table has these of the source's columns under these names; the others come under their own.
            row["s"] = Pick(Texts);
            row["t"] = Pick(Texts);
            row["x"] = row["renamed"] = null;
            if (Doubles[random.Next(Doubles.Length)] is { } x) (row["x"], row["renamed"]) = (Json(x), Json(x));
            row["y"] = Doubles[random.Next(Doubles.Length)] is { } y ? Json(y) : null;
            row["n"] = Integers[random.Next(Integers.Length)];
            row["m"] = Integers[random.Next(Integers.Length)];
            row["b"] = random.Next(3) == 0 ? null : random.Next(2) == 0;
            row["ts"] = Pick(Times);
            row["d"] = Pick(Days);
            yield return row.ToJsonString();
        }

        string? Pick(string?[] values) => values[random.Next(values.Length)];
        static JsonNode Json(double value) => JsonNode.Parse(value.ToString("R", CultureInfo.InvariantCulture))!;
    }
}
