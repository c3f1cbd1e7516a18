using System.Text.Json;

namespace DistributedML.Data.DuckDb;

/// <summary>DuckDB's parser: SQL as a tree, without tables or functions being looked up, so that it serves for what another engine will run.</summary>
public sealed class SqlParser : IDisposable
{
    readonly DuckDatabase _database = new(threads: 1, memoryMegabytes: 64, Path.GetTempPath(), folders: []);

    /// <summary>The statements' syntax tree, as DuckDB writes it; null when the text is no SQL.</summary>
    public JsonDocument? Parse(string sql) => Parse(sql, out _);

    /// <summary>The statements' syntax tree, as DuckDB writes it; null when the text is no SQL.</summary>
    /// <param name="sql">Queries.</param>
    /// <param name="error">Why it is none, in DuckDB's words.</param>
    public JsonDocument? Parse(string sql, out string? error)
    {
        error = null;
        using var connection = _database.Connect();
        foreach (var batch in connection.Read($"select json_serialize_sql({SqlText.Literal(sql)})::varchar as tree"))
        {
            var tree = JsonDocument.Parse(batch.Texts("tree").Text(0)!);
            if (tree.RootElement.TryGetProperty("statements", out _)) return tree;
            error = tree.RootElement.GetProperty("error_message").GetString();
            tree.Dispose();
        }
        return null;
    }

    /// <summary>The distinct names of the columns that an expression reads; null when it is no SQL.</summary>
    public IReadOnlyList<string>? ColumnsIn(string expression)
    {
        using var tree = Parse($"select {expression}\n");
        return tree is null ? null :
        [
            .. Nodes(tree.RootElement).Where(node => node.TryGetProperty("column_names", out var names) && names.GetArrayLength() > 0)
                .Select(node => node.GetProperty("column_names").EnumerateArray().Last().GetString()!).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Whether an expression looks beyond its row: holds a window or a subquery.</summary>
    public bool LooksBeyondRow(string expression)
    {
        using var tree = Parse($"select {expression}\n");
        return tree is not null && Nodes(tree.RootElement).Any(node => node.TryGetProperty("class", out var kind) && kind.GetString() is "WINDOW" or "SUBQUERY");
    }

    /// <summary>The objects of a syntax tree, each before those within it.</summary>
    public static IEnumerable<JsonElement> Nodes(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => Nodes(property.Value)).Prepend(node),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Nodes),
        _ => [],
    };

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
