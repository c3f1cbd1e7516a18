using System.Text.Json;
using DistributedML.Data;
using DistributedML.Data.DuckDb;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// The syntax trees of a pipeline's SQL. What no place of a pipeline may say is refused: its SQL reads the pipeline's rows and nothing
/// else, whichever
/// engine runs it, and equal files give equal tables.
/// </summary>
/// <param name="pipeline">The pipeline's name, for errors.</param>
sealed class SqlTrees(string pipeline) : IDisposable
{
    // Functions in FROM that read nothing.
    static readonly HashSet<string> Generators = new(StringComparer.OrdinalIgnoreCase) { "range", "generate_series", "unnest" };

    // What looks at the machine, the session or the files rather than at rows.
    static readonly HashSet<string> Outside = new(StringComparer.OrdinalIgnoreCase)
    {
        "current_setting", "getenv", "getvariable", "current_user", "session_user", "user", "current_database", "current_catalog",
            "current_schema", "version",
        "reflect", "java_method", "try_reflect", "input_file_name", "input_file_block_start", "input_file_block_length", "write_log",
    };

    // What differs from run to run.
    static readonly HashSet<string> Volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "now", "today", "current_date", "current_time", "current_timestamp", "current_localtime", "current_localtimestamp", "localtime",
            "localtimestamp",
        "get_current_time", "get_current_timestamp", "transaction_timestamp", "curdate", "random", "rand", "randn", "setseed", "shuffle",
            "uuid", "gen_random_uuid",
        "uuidv4", "uuidv7", "nextval", "currval", "monotonically_increasing_id", "spark_partition_id", "txid_current",
    };

    readonly SqlParser _parser = new();
    readonly List<JsonDocument> _trees = [];

    /// <summary>The texts that stand in all of the SQL.</summary>
    internal HashSet<string> Texts { get; } = [];

    /// <summary>An expression, as it stands in a SELECT.</summary>
    /// <param name="place">Where the pipeline says it, for errors.</param>
    /// <param name="sql">The expression.</param>
    /// <param name="columns">The names that it may use, which hide the words of SQL.</param>
    /// <exception cref="TableException">It is no expression, or says what it may not.</exception>
    internal JsonElement Expression(string place, string sql, IReadOnlySet<string> columns)
    {
        var node = Parse(place, $"select ({sql}\n)");
        var isOne = node.GetProperty("select_list").GetArrayLength() == 1
            && Text(node.GetProperty("select_list")[0], "function_name") != "row";
        if (!isOne || Text(node.GetProperty("from_table"), "type") != "EMPTY" || !IsBare(node))
            throw Refused(place, "no expression; expected a single one, without FROM");
        Check(place, node, table: null, columns);
        return node.GetProperty("select_list")[0];
    }

    /// <summary>A SELECT over the checked table.</summary>
    /// <param name="place">Where the pipeline says it, for errors.</param>
    /// <param name="sql">The SELECT.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">The table's columns.</param>
    /// <exception cref="TableException">It is no SELECT, or says what it may not.</exception>
    internal JsonElement Query(string place, string sql, string table, IReadOnlySet<string> columns)
    {
        var node = Parse(place, $"select * from ({sql}\n)");
        if (Text(node.GetProperty("from_table"), "type") != "SUBQUERY" || !IsBare(node))
            throw Refused(place, "no SELECT; expected a single one");
        Check(place, node, table, columns);
        return node.GetProperty("from_table");
    }

    /// <summary>A node's text under a name; null where it has none.</summary>
    internal static string? Text(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    /// <summary>The name of the column that a node reads; null for other nodes.</summary>
    internal static string? Column(JsonElement node) =>
        Text(node, "class") == "COLUMN_REF" ? node.GetProperty("column_names").EnumerateArray().Last().GetString() : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tree in _trees) tree.Dispose();
        _parser.Dispose();
    }

    JsonElement Parse(string place, string sql)
    {
        var tree = _parser.Parse(sql, out var error) ?? throw Refused(place, $"Parser Error: {error}");
        _trees.Add(tree);
        var statements = tree.RootElement.GetProperty("statements");
        return statements.GetArrayLength() == 1 && statements[0].GetProperty("node") is var node && Text(node, "type") == "SELECT_NODE"
            ? node : throw Refused(place, "more than one statement; expected one");
    }

    /// <summary>Nothing stands in a SELECT but its list and FROM.</summary>
    static bool IsBare(JsonElement node) =>
        node.GetProperty("modifiers").GetArrayLength() == 0 && node.GetProperty("where_clause").ValueKind == JsonValueKind.Null
        && node.GetProperty("group_expressions").GetArrayLength() == 0 && node.GetProperty("having").ValueKind == JsonValueKind.Null
        && node.GetProperty("qualify").ValueKind == JsonValueKind.Null
            && node.GetProperty("cte_map").GetProperty("map").GetArrayLength() == 0;

    void Check(string place, JsonElement root, string? table, IReadOnlySet<string> columns)
    {
        var nodes = SqlParser.Nodes(root).ToList();
        var names = nodes.Where(node => node.TryGetProperty("cte_map", out _))
            .SelectMany(node => node.GetProperty("cte_map").GetProperty("map").EnumerateArray()
                .Select(query => query.GetProperty("key").GetString()!))
            .Where(IsPlain).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (table is not null) names.Add(table);
        foreach (var node in nodes)
        {
            if (node.TryGetProperty("is_null", out _) && Text(node, "value") is { } constant) Texts.Add(constant);
            switch (Text(node, "type"))
            {
                case "BASE_TABLE" when Text(node, "schema_name") is not "" || Text(node, "catalog_name") is not ""
                    || !names.Contains(Text(node, "table_name")!):
                    throw Reads(place, $"'{Text(node, "table_name")}'", table);
                case "TABLE_FUNCTION" when Text(node.GetProperty("function"), "function_name") is var reader
                    && !Generators.Contains(reader!):
                    throw Reads(place, $"{reader}(...)", table);
                case "SHOW_REF":
                    throw Reads(place, "what the engine knows", table);
            }
            var name = Text(node, "function_name") ?? (Column(node) is { } column && !columns.Contains(column) ? column : null);
            if (name is null) continue;
            if (Outside.Contains(name)) throw Refused(place, $"{name} looks beyond the rows; expected the pipeline's columns");
            if (Volatile.Contains(name))
                throw Refused(place, $"{name} has another value in each run, so equal files give other tables; expected values of rows");
        }
    }

    static bool IsPlain(string name) => name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    TableException Reads(string place, string what, string? table) =>
        Refused(place, $"reads {what}; expected {(table is null ? "the row's columns, without a table" : $"table '{table}'")}: a "
            + $"pipeline reads the files of its source and nothing else");

    TableException Refused(string place, string what) => new($"{pipeline}, {place}: {what}");
}
