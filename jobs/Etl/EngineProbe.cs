using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// Compares what Spark and the embedded engine make of a pipeline's SQL on made-up rows, before a file is read. So differences that
/// <see cref="SparkDifferences"/> does not know are found by their values. Rows on which an engine fails are left out: there a run would
/// end with that error.
/// </summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="spark">The engine that is to run it.</param>
/// <param name="findings">What its SQL looks at.</param>
/// <param name="texts">Texts of its SQL.</param>
sealed class EngineProbe(Pipeline pipeline, IEngine spark, SqlFindings findings, IReadOnlyCollection<string> texts)
{
    const int MostQueries = 12;   // of Spark, to find the rows on which an expression fails
    const int ShownText = 60;
    const int ShownColumns = 5;

    static readonly string[] Beyond = ["HUGEINT", "UHUGEINT"];

    readonly LocalEngine _local =
        new(Path.Combine(Path.GetTempPath(), $"dml-probe-{Guid.NewGuid():N}"), threads: 1, memoryMegabytes: 256, folders: []);

    /// <exception cref="TableException">The engines differ; the message says where, on which values, and what each makes of
    /// them.</exception>
    internal async Task RunAsync(CancellationToken cancel)
    {
        await using var local = _local;
        await ColumnsAsync(cancel);
        var unique = new HashSet<string> { pipeline.Table.Id, pipeline.Table.Time };
        var rows = new ProbeRows([.. pipeline.Table.Columns.Select(column => new ColumnDefinition(column.Name, column.Type))], unique,
            texts);
        var drops = pipeline.Drop.Select(drop => new Probed($"drop '{drop.Name}'", $"({drop.Where}\n)", null)).ToList();
        await CompareAsync(rows, drops, (_, drops, lines) =>
            $"select etl_line, {string.Join(", ", drops.Select(drop => drop.Sql))} from {rows.Sql(lines)} etl_rows", cancel);
        foreach (var fact in pipeline.Facts)
            await CompareSetsAsync($"fact '{fact.Name}'", lines =>
                $"select ({fact.Sql}\n)::double as etl_value from {rows.Sql(lines)} etl_rows", cancel);
        foreach (var feature in pipeline.Features)
        {
            string Sql(IEnumerable<int> lines) =>
                EtlSql.OverTable(pipeline.Table.Name,
                $"(select {string.Join(", ", pipeline.Table.Columns.Select(column => RuleSql.Name(column.Name)))} from "
                + $"{rows.Sql(lines)} etl_rows)", feature.Sql);
            await CompareTypesAsync(feature, Sql([0]), cancel);
            await CompareSetsAsync($"feature table '{feature.Name}'", Sql, cancel);
        }
    }

    async Task ColumnsAsync(CancellationToken cancel)
    {
        var rows = new ProbeRows([.. pipeline.Source.AllColumns.Select(column => new ColumnDefinition(column.Name, column.Type))],
            new HashSet<string>(), texts);
        var (here, there) = (new EtlSql(pipeline, _local.Hash).OverSource, new EtlSql(pipeline, spark.Hash).OverSource);
        here.Findings = there.Findings = findings;
        const string Files = "(values (0, 'a.csv'), (1, 'b/c.csv')) etl_paths(number, path)";
        var columns = pipeline.Table.Columns.Where(column => column.Sql is not null)
            .Select(column => new Probed($"table column '{column.Name}'", RuleSql.Name(column.Name),
                findings.Inputs.GetValueOrDefault(column.Name, []))).ToList();
        await CompareAsync(rows, columns, Query, cancel);

        string Query(IEngine engine, IEnumerable<Probed> columns, IEnumerable<int> lines) =>
            $"with {EtlSql.Source} as (select *, (etl_line % 2)::int as file, etl_line as line, null::string as problem, "
            + $"null::string as raw, null::string as etl_unmatched from {rows.Sql(lines)} etl_rows), "
            + $"{EtlSql.Files} as (select * from {Files}) select line as etl_line, "
            + $"{string.Join(", ", columns.Select(column => column.Sql))} "
            + $"from ({(engine == _local ? here : there).Expressions(pipeline.Table.Columns.Count)}) etl_columns";
    }

    /// <summary>
    /// Compares values of every row. Where an engine fails, the values are compared one after the other, and then those of fewer rows.
    /// </summary>
    async Task CompareAsync(
        ProbeRows rows, IReadOnlyList<Probed> all, Func<IEngine, IEnumerable<Probed>, IEnumerable<int>, string> query,
        CancellationToken cancel)
    {
        var queries = 0;
        if (all.Count > 0) await PartAsync(all, [.. Enumerable.Range(0, ProbeRows.Count)]);

        async Task PartAsync(IReadOnlyList<Probed> values, IReadOnlyList<int> lines)
        {
            var here = await TryAsync(_local, query(_local, values, lines), cancel);
            var there = here is not null && queries++ < MostQueries ? await TryAsync(spark, query(spark, values, lines), cancel) : null;
            if (here is not null && there is not null)
            {
                var others = there.ToDictionary(Line);
                foreach (var (row, i) in here.OrderBy(Line).SelectMany(row => values.Select((_, i) => (row, i + 1))))
                {
                    var (value, other) = (values[i - 1], others[Line(row)][i]);
                    if (!Same(row[i], other)) throw Differs(value.Place, Of(rows.Rows[Line(row)], value), Shown(row[i]), Shown(other));
                }
            }
            else if (values.Count > 1)
            {
                queries = 0;
                foreach (var half in values.Chunk((values.Count + 1) / 2)) await PartAsync(half, lines);
            }
            else if (here is null)
            {
                var good = new List<int>();
                foreach (var line in lines)
                    if (await TryAsync(_local, query(_local, values, [line]), cancel) is not null) good.Add(line);
                if (good.Count > 0 && good.Count < lines.Count) await PartAsync(values, good);
            }
            else if (lines.Count > 1 && queries < MostQueries)
            {
                foreach (var half in lines.Chunk((lines.Count + 1) / 2)) await PartAsync(values, half);
            }
        }
    }

    static int Line(object?[] row) => (int)(double)row[0]!;

    /// <summary>The values that an expression reads of a row.</summary>
    static string Of(IReadOnlyDictionary<string, string?> row, Probed value) => "of " + string.Join(", ", row
        .Where(column => value.Inputs?.Contains(column.Key) != false).Take(ShownColumns)
            .Select(column => $"{column.Key} = {(column.Value is null ? "null" : $"'{column.Value}'")}"));

    /// <summary>Compares all rows of a result, in no order; where an engine fails on some values, those of the tame half.</summary>
    async Task CompareSetsAsync(string place, Func<IEnumerable<int>, string> query, CancellationToken cancel)
    {
        int[][] parts = [[.. Enumerable.Range(0, ProbeRows.Count)], [.. Enumerable.Range(ProbeRows.Count / 2, ProbeRows.Count / 2)]];
        foreach (var lines in parts)
        {
            var here = await TryAsync(_local, query(lines), cancel);
            var there = here is null ? null : await TryAsync(spark, query(lines), cancel);
            if (here is null || there is null) continue;
            var (left, right) = (Lines(here), Lines(there));
            foreach (var (one, other) in left.Zip(right.Concat(Enumerable.Repeat("no row", left.Count)))
                .Concat(right.Skip(left.Count).Select(row => ("no row", row))))
                if (one != other) throw Differs(place, "of the same rows", one, other);
            return;
        }
    }

    /// <summary>The columns' kinds of types: a sum of integers is a double in DuckDB's files and an integer in Spark's.</summary>
    async Task CompareTypesAsync(FeatureTable feature, string sql, CancellationToken cancel)
    {
        var (here, there) = (await _local.DescribeAsync(sql, cancel), await spark.DescribeAsync(sql, cancel));
        foreach (var (one, other) in here.Zip(there))
        {
            if (KindOf(one.Type) is { } kind && KindOf(other.Type) is { } found && kind != found)
                throw new TableException($"{pipeline.Name}, feature table '{feature.Name}': column '{one.Name}' is {one.Type} in "
                    + $"DuckDB and {other.Type} in Spark; write a cast, as in "
                        + $"{(Beyond.Contains(one.Type) ? "sum(units)::bigint" : "(...)::double")}");
        }
    }

    static string? KindOf(string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" => "whole",
        "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE" => "time",
        _ when type.Contains('[') || type.Contains('<') || type.StartsWith("STRUCT", StringComparison.Ordinal)
            || type.StartsWith("MAP", StringComparison.Ordinal) => null,
        _ => type,
    };

    TableException Differs(string place, string of, string one, string other) => new(
        $"{pipeline.Name}, {place}: DuckDB and Spark read it differently: {of} DuckDB makes {one}, Spark {other}; "
            + "write what both read alike, or run it with --engine local");

    static async Task<List<object?[]>?> TryAsync(IEngine engine, string sql, CancellationToken cancel)
    {
        try
        {
            var rows = new List<object?[]>();
            await foreach (var batch in engine.QueryAsync(sql, cancel))
                for (var row = 0; row < batch.Length; row++) rows.Add([.. batch.Arrays.Select(column => Value(column, row))]);
            return rows;
        }
        catch (TableException exception) when (exception.Fault == TableFault.Input)
        {
            return null;
        }
    }

    /// <summary>
    /// A value as both engines' types have it: numbers as doubles, times and days as texts; a value of another type is not compared.
    /// </summary>
    static object? Value(IArrowArray column, int row) => column.IsNull(row) ? null : column switch
    {
        StringArray texts => texts.GetString(row),
        BooleanArray flags => flags.GetValue(row) == true ? "true" : "false",
        DoubleArray numbers => numbers.GetValue(row)!.Value,
        FloatArray numbers => (double)numbers.GetValue(row)!.Value,
        Int64Array numbers => (double)numbers.GetValue(row)!.Value,
        Int32Array numbers => (double)numbers.GetValue(row)!.Value,
        Int16Array numbers => (double)numbers.GetValue(row)!.Value,
        Int8Array numbers => (double)numbers.GetValue(row)!.Value,
        Decimal128Array numbers => double.Parse(numbers.GetString(row)!, CultureInfo.InvariantCulture),
        Date32Array days => $"{days.Values[row] * 86_400_000_000L}",
        TimestampArray { Data.DataType: TimestampType { Unit: TimeUnit.Microsecond } } times => $"{times.Values[row]}",
        _ => "",
    };

    static bool Same(object? one, object? other) => (one, other) switch
    {
        (double left, double right) => left.Equals(right) || Math.Abs(left - right) <= 1e-9 * Math.Max(Math.Abs(left), Math.Abs(right)),
        _ => Equals(one, other),
    };

    static List<string> Lines(List<object?[]> rows) =>
        [.. rows.Select(row => string.Join(", ", row.Select(Shown))).Order(StringComparer.Ordinal)];

    static string Shown(object? value) => value switch
    {
        null => "null",
        double number => (number == 0 ? 0 : number).ToString("G9", CultureInfo.InvariantCulture),
        string { Length: > ShownText } text => $"'{text[..ShownText]}...'",
        _ => $"'{value}'",
    };

    /// <summary>A value that is compared: where it stands, its SQL, and the columns that it reads; null when that is not known.</summary>
    sealed record Probed(string Place, string Sql, IReadOnlyList<string>? Inputs);
}
