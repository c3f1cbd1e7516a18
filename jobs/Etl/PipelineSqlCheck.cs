using System.Text.Json;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Engines;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>Reads and tries the SQL of a pipeline on no rows, so that an error names the place in the pipeline before a file is read.</summary>
sealed class PipelineSqlCheck(Pipeline pipeline, EtlSql sql, IEngine engine)
{
    static readonly string[] Added = ["file", "line", "row_hash"];

    /// <summary>Runs the check, and tells the SQL what it looks at.</summary>
    /// <exception cref="TableException">Some SQL is wrong; the message names where it stands.</exception>
    internal async Task RunAsync(CancellationToken cancel)
    {
        var texts = CheckTrees();
        var source = pipeline.Source.AllColumns.Select(column => $"null::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}");
        await engine.CreateTableAsync(
            EtlSql.Source,
            $"select {string.Join(", ", source)}, 0 as file, 0::bigint as line, null::string as problem, null::string as raw, null::string as etl_unmatched limit 0",
            cancel);
        if (sql.OverSource.Findings.UsesFile) await engine.CreateTableAsync(EtlSql.Files, "select 0 as number, '' as path limit 0", cancel);
        await CheckColumnsAsync(cancel);
        var table = $"(select {string.Join(", ", pipeline.Table.Columns.Select(column => $"null::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}"))} limit 0)";
        foreach (var drop in pipeline.Drop) await TryAsync(Place(drop), $"select case when ({drop.Where}\n) then 1 end from {table}", cancel);
        foreach (var fact in pipeline.Facts) await TryAsync(Place(fact), $"select ({fact.Sql}\n)::double from {table}", cancel);
        foreach (var feature in pipeline.Features) await TryAsync(Place(feature), EtlSql.OverTable(pipeline.Table.Name, table, feature.Sql), cancel);
        if (!engine.IsDuckDb) await new EngineProbe(pipeline, engine, sql.OverSource.Findings, texts).RunAsync(cancel);
    }

    /// <summary>Checks what the SQL says, and returns the texts in it.</summary>
    HashSet<string> CheckTrees()
    {
        using var trees = new SqlTrees(pipeline.Name);
        var differences = engine.IsDuckDb ? null : new SparkDifferences(pipeline);
        var inputs = pipeline.Source.AllColumns.Concat<ColumnDefinition>(pipeline.Table.Columns).Select(column => column.Name).Concat(Added)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var columns = pipeline.Table.Columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var computed = new List<(TableColumn Column, JsonElement Tree)>();
        foreach (var column in pipeline.Table.Columns.Where(column => column.Sql is not null))
        {
            var tree = trees.Expression(Place(column), column.Sql!, inputs);
            CheckWindows(Place(column), tree);
            differences?.Check(Place(column), tree, SqlPlace.Column);
            computed.Add((column, tree));
        }
        sql.OverSource.Findings = Find(computed);
        foreach (var drop in pipeline.Drop)
        {
            var tree = trees.Expression(Place(drop), drop.Where, columns);
            if (SqlParser.Nodes(tree).Any(node => SqlTrees.Text(node, "class") is "WINDOW" or "SUBQUERY"))
                throw Refused(Place(drop), "looks at other rows, so that a changed file would change rows of others; expected a condition over one row");
            differences?.Check(Place(drop), tree, SqlPlace.Drop);
        }
        foreach (var fact in pipeline.Facts)
        {
            var tree = trees.Expression(Place(fact), fact.Sql, columns);
            differences?.Check(Place(fact), tree, SqlPlace.Fact);
        }
        foreach (var feature in pipeline.Features)
        {
            var tree = trees.Query(Place(feature), EtlSql.Select(feature.Sql), pipeline.Table.Name, columns);
            differences?.Check(Place(feature), tree, SqlPlace.Feature);
        }
        differences?.ThrowIfAny();
        return trees.Texts;
    }

    SqlFindings Find(IReadOnlyList<(TableColumn Column, JsonElement Tree)> computed)
    {
        var windows = new HashSet<string>();
        var usesFile = false;
        var inputs = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (column, tree) in computed)
        {
            if (SqlParser.Nodes(tree).Any(node => SqlTrees.Text(node, "class") == "WINDOW")) windows.Add(column.Name);
            var names = Columns(tree, isInPartition: false).ToList();
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
            for (var i = 1; i <= count; i++) await TryAsync(Place(pipeline.Table.Columns[i - 1]), sql.OverSource.Expressions(i), cancel);
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
    void CheckWindows(string place, JsonElement tree)
    {
        foreach (var node in SqlParser.Nodes(tree))
        {
            var kind = SqlTrees.Text(node, "class");
            if (kind == "SUBQUERY") throw Refused(place, "a subquery; expected an expression over one row");
            if (kind == "WINDOW" && !node.GetProperty("partitions").EnumerateArray().Any(part => SqlTrees.Column(part)?.Equals("file", StringComparison.OrdinalIgnoreCase) == true))
                throw Refused(place, "a window over more than one file; write 'partition by file, ...' so that a file can be read again on its own");
        }
    }

    TableException Refused(string place, string what) => new($"{pipeline.Name}, {place}: {what}");

    static string Place(TableColumn column) => $"table column '{column.Name}'";

    static string Place(DropRule drop) => $"drop '{drop.Name}'";

    static string Place(Fact fact) => $"fact '{fact.Name}'";

    static string Place(FeatureTable feature) => $"feature table '{feature.Name}'";

    /// <summary>The columns that are named, and whether that is within the partitions of a window.</summary>
    static IEnumerable<(string Name, bool IsInPartition)> Columns(JsonElement node, bool isInPartition) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => property.Name == "column_names" && property.Value.GetArrayLength() > 0
            ? [(property.Value.EnumerateArray().Last().GetString()!, isInPartition)] : Columns(property.Value, isInPartition || property.Name == "partitions")),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(element => Columns(element, isInPartition)),
        _ => [],
    };
}
