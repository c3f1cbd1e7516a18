using System.Text.Json;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Engines;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>Tries the SQL of a pipeline on no rows, so that an error names the place in the pipeline before a file is read.</summary>
sealed class PipelineSqlCheck(Pipeline pipeline, EtlSql sql, IEngine engine)
{
    /// <summary>Runs the check, and tells the SQL what it looks at.</summary>
    /// <exception cref="TableException">Some SQL is wrong; the message names where it stands.</exception>
    internal async Task RunAsync(CancellationToken cancel)
    {
        using (var parser = new SqlParser()) sql.OverSource.Findings = Find(parser);
        var source = pipeline.Source.AllColumns.Select(column => $"null::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}");
        await engine.CreateTableAsync(
            EtlSql.Source,
            $"select {string.Join(", ", source)}, 0 as file, 0::bigint as line, null::string as problem, null::string as raw, null::string as etl_unmatched limit 0",
            cancel);
        if (sql.OverSource.Findings.UsesFile) await engine.CreateTableAsync(EtlSql.Files, "select 0 as number, '' as path limit 0", cancel);
        await CheckColumnsAsync(cancel);
        var table = $"(select {string.Join(", ", pipeline.Table.Columns.Select(column => $"null::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}"))} limit 0)";
        foreach (var drop in pipeline.Drop) await TryAsync($"drop '{drop.Name}'", $"select 1 from {table} where ({drop.Where}\n)", cancel);
        foreach (var fact in pipeline.Facts) await TryAsync($"fact '{fact.Name}'", $"select ({fact.Sql}\n)::double from {table}", cancel);
        foreach (var feature in pipeline.Features)
            await TryAsync($"feature table '{feature.Name}'", EtlSql.OverTable(pipeline.Table.Name, table, feature.Sql), cancel);
    }

    SqlFindings Find(SqlParser parser)
    {
        var windows = new HashSet<string>();
        var usesFile = false;
        var inputs = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var column in pipeline.Table.Columns.Where(column => column.Sql is not null))
        {
            using var tree = parser.Parse($"select {column.Sql}");
            if (tree is null)   // not SQL of DuckDB: what is tried next says why
            {
                usesFile = true;
                continue;
            }
            if (HasWindow(column, tree)) windows.Add(column.Name);
            var names = Columns(tree.RootElement, isInPartition: false).ToList();
            usesFile |= names.Any(name => !name.IsInPartition && name.Name.Equals("file", StringComparison.OrdinalIgnoreCase));
            inputs[column.Name] = [.. pipeline.Source.AllColumns.Select(input => input.Name)
                .Where(input => names.Any(name => name.Name.Equals(input, StringComparison.OrdinalIgnoreCase)))];
        }
        return new(windows, usesFile, inputs);
    }

    /// <summary>Tries all columns, and on an error one after the other, to find which.</summary>
    async Task CheckColumnsAsync(CancellationToken cancel)
    {
        var count = pipeline.Table.Columns.Count;
        try
        {
            await engine.DescribeAsync(sql.OverSource.Expressions(count), cancel);
        }
        catch (TableException)
        {
            for (var i = 1; i <= count; i++) await TryAsync($"table column '{pipeline.Table.Columns[i - 1].Name}'", sql.OverSource.Expressions(i), cancel);
            throw;
        }
    }

    async Task TryAsync(string place, string query, CancellationToken cancel)
    {
        try
        {
            await engine.DescribeAsync(query, cancel);
        }
        catch (TableException exception)
        {
            throw new TableException($"{pipeline.Name}, {place}: {exception.Message}", exception.Fault, exception);
        }
    }

    /// <summary>A column sees its row and its file, no more: else a changed file would change rows of others.</summary>
    bool HasWindow(TableColumn column, JsonDocument tree)
    {
        var found = false;
        foreach (var node in SqlParser.Nodes(tree.RootElement))
        {
            var kind = node.TryGetProperty("class", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            if (kind == "SUBQUERY") throw new TableException($"{pipeline.Name}, table column '{column.Name}': a subquery; expected an expression over one row");
            found |= kind == "WINDOW";
            if (kind == "WINDOW" && !node.GetProperty("partitions").EnumerateArray().Any(IsFile))
                throw new TableException($"{pipeline.Name}, table column '{column.Name}': a window over more than one file; write 'partition by file, ...' so that a file can be read again on its own");
        }
        return found;
    }

    static bool IsFile(JsonElement node) => node.TryGetProperty("column_names", out var names) && names.EnumerateArray().Last().GetString() == "file";

    /// <summary>The columns that are named, and whether that is within the partitions of a window.</summary>
    static IEnumerable<(string Name, bool IsInPartition)> Columns(JsonElement node, bool isInPartition) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => property.Name == "column_names" && property.Value.GetArrayLength() > 0
            ? [(property.Value.EnumerateArray().Last().GetString()!, isInPartition)] : Columns(property.Value, isInPartition || property.Name == "partitions")),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(element => Columns(element, isInPartition)),
        _ => [],
    };
}
