using System.Text.Json;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Engines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>Tries the SQL of a pipeline on no rows, so that an error names the place in the pipeline before a file is read.</summary>
sealed class PipelineSqlCheck(Pipeline pipeline, EtlSql sql, IEngine engine)
{
    /// <summary>Runs the check, and returns the columns with windows: those that look at other rows of their file.</summary>
    /// <exception cref="TableException">Some SQL is wrong; the message names where it stands.</exception>
    internal async Task<IReadOnlySet<string>> RunAsync(CancellationToken cancel)
    {
        var windows = new HashSet<string>();
        var source = pipeline.Source.Columns.Select(column => $"null::{EtlSql.TypeName(column.Type)} as {RuleSql.Name(column.Name)}");
        await engine.CreateTableAsync(EtlSql.Source, $"select {string.Join(", ", source)}, 0 as file, 0::bigint as line, null::string as problem, null::string as raw limit 0", cancel);
        using (var parser = new SqlParser())
        {
            foreach (var column in pipeline.Table.Columns)
                if (column.Sql is not null && HasWindow(column, parser)) windows.Add(column.Name);
        }
        await CheckColumnsAsync(cancel);
        var table = $"(select {string.Join(", ", pipeline.Table.Columns.Select(column => $"null::{EtlSql.TypeName(column.Type)} as {RuleSql.Name(column.Name)}"))} limit 0)";
        foreach (var drop in pipeline.Drop) await TryAsync($"drop '{drop.Name}'", $"select 1 from {table} where {drop.Where}", cancel);
        foreach (var fact in pipeline.Facts) await TryAsync($"fact '{fact.Name}'", $"select ({fact.Sql})::double from {table}", cancel);
        foreach (var feature in pipeline.Features)
            await TryAsync($"feature table '{feature.Name}'", EtlSql.OverTable(pipeline.Table.Name, table, feature.Sql), cancel);
        return windows;
    }

    /// <summary>Tries all columns, and on an error one after the other, to find which.</summary>
    async Task CheckColumnsAsync(CancellationToken cancel)
    {
        var count = pipeline.Table.Columns.Count;
        try
        {
            await engine.DescribeAsync(sql.Expressions(count), cancel);
        }
        catch (TableException)
        {
            for (var i = 1; i <= count; i++) await TryAsync($"table column '{pipeline.Table.Columns[i - 1].Name}'", sql.Expressions(i), cancel);
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
    bool HasWindow(TableColumn column, SqlParser parser)
    {
        using var tree = parser.Parse($"select {column.Sql}");
        if (tree is null) return false;   // not SQL: what is tried next says why
        var found = false;
        foreach (var node in Nodes(tree.RootElement))
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

    static IEnumerable<JsonElement> Nodes(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => Nodes(property.Value)).Prepend(node),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Nodes),
        _ => [],
    };
}
