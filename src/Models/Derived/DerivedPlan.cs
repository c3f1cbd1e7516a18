using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Derived;

/// <summary>Which columns of a table can be computed of an event, and from which of its properties.</summary>
sealed class DerivedPlan
{
    static readonly Lazy<SqlParser> Parser = new(() => new SqlParser());
    static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;   // as SQL compares them

    readonly Pipeline _pipeline;
    readonly IReadOnlyList<SourceColumn> _source;
    readonly HashSet<string> _changing;   // functions that give another value each time
    readonly IReadOnlyList<string> _types;
    readonly string? _unknown;
    readonly Dictionary<string, DerivedColumn> _computed = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _why = new(StringComparer.Ordinal);
    readonly Dictionary<string, DerivedInput> _inputs = new(Names);

    /// <summary>Looks at a table's columns.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="connection">Tells what DuckDB makes of the expressions.</param>
    public DerivedPlan(Pipeline pipeline, DuckConnection connection)
    {
        (_pipeline, _source) = (pipeline, [.. pipeline.Source.AllColumns]);
        _changing = Changing(connection);
        (_types, _unknown) = Types(pipeline, connection);
        foreach (var (i, column) in pipeline.Table.Columns.Index())
        {
            if (!IsComputed(pipeline, column)) continue;
            if (Resolve(column, i) is { } why) _why.Add(column.Name, why);
        }
    }

    /// <summary>The columns that can be computed of an event, by their names.</summary>
    public IReadOnlyDictionary<string, DerivedColumn> Computed => _computed;

    /// <summary>Why the other columns with SQL cannot be.</summary>
    public IReadOnlyDictionary<string, string> Why => _why;

    /// <summary>What the expressions read, by the names that they use.</summary>
    public IReadOnlyDictionary<string, DerivedInput> Inputs => _inputs;

    /// <summary>Whether a column is computed: a source's column under another name is a value of the row, as one without SQL is.</summary>
    public static bool IsComputed(Pipeline pipeline, TableColumn column) => column.Sql is not null && Renamed(pipeline, column)?.Type != column.Type;

    /// <summary>The source's column that a column of SQL is nothing but; null when it is more.</summary>
    public static SourceColumn? Renamed(Pipeline pipeline, TableColumn column) =>
        pipeline.Source.AllColumns.FirstOrDefault(source => Names.Equals(source.Name, column.Sql?.Trim()));

    /// <summary>The names that an expression reads.</summary>
    public static IReadOnlyList<string> NamesIn(string sql) => Parser.Value.ColumnsIn($"({sql}\n)") ?? [];

    // Null when the column can be computed, else why it cannot.
    string? Resolve(TableColumn column, int place)
    {
        var sql = column.Sql!.Trim();
        if (_unknown is not null) return $"the pipeline computes it by SQL ({sql}), which cannot be run ({_unknown})";
        if (Parser.Value.LooksBeyondRow($"({sql}\n)")) return $"the pipeline computes it by SQL ({sql}) of other rows, which an event does not have";
        if (Changes(sql) is { } function) return $"the pipeline computes it by SQL ({sql}), where {function} has another value each time";
        var inputs = new List<DerivedInput>();
        var through = new List<DerivedColumn>();
        foreach (var name in NamesIn(sql))
        {
            if (Find(name, place, through, out var input) is { } why) return $"the pipeline computes it by SQL ({sql}) {why}";
            if (input is not null) inputs.Add(input);
        }
        foreach (var input in inputs) _inputs.TryAdd(input.Name, input);
        _computed.Add(column.Name, new(place, column, _types[place], [.. inputs.Concat(through.SelectMany(one => one.Inputs)).DistinctBy(one => one.Property)],
            [.. through.Concat(through.SelectMany(one => one.Through)).Distinct()]));
        return null;
    }

    // What a name in an expression means: the source's column, else one of the table that stands before.
    string? Find(string name, int place, List<DerivedColumn> through, out DerivedInput? input)
    {
        input = null;
        if (_source.FirstOrDefault(column => Names.Equals(column.Name, name)) is { } source) return FindSource(name, source, out input);
        var before = _pipeline.Table.Columns.Take(place).FirstOrDefault(column => Names.Equals(column.Name, name));
        if (before is null) return $"of {name}, which an event does not have";
        if (!IsComputed(_pipeline, before)) return FindSource(name, _source.First(column => Names.Equals(column.Name, before.Sql!.Trim())), out input);
        if (_computed.TryGetValue(before.Name, out var computed))
        {
            through.Add(computed);
            return null;
        }
        if (_types[Place(before)] != ArrowColumns.SqlName(before.Type)) return $"of {before.Name}, which SQL computes as {_types[Place(before)]}, not as the table's {before.Type.ToString().ToLowerInvariant()}";
        input = new(name, before.Name, before.Type, IsExpected: true, IsFurther: false);
        return null;
    }

    string? FindSource(string name, SourceColumn source, out DerivedInput? input)
    {
        var column = _pipeline.Table.Columns.FirstOrDefault(column => !IsComputed(_pipeline, column) && Names.Equals(column.Sql?.Trim() ?? column.Name, source.Name) && column.Type == source.Type);
        var isFurther = column is null;
        input = new(name, column?.Name ?? source.Name, source.Type, IsExpected: isFurther, isFurther);
        var other = isFurther ? _pipeline.Table.Columns.FirstOrDefault(column => column.Name == source.Name) : null;
        return other is null ? null
            : $"of the source's {source.Name}, which is of type {source.Type.ToString().ToLowerInvariant()} there and {(IsComputed(_pipeline, other) ? "another column" : other.Type.ToString().ToLowerInvariant())} in events";
    }

    int Place(TableColumn column) => _pipeline.Table.Columns.Index().First(one => one.Item == column).Index;

    string? Changes(string sql)
    {
        using var tree = Parser.Value.Parse($"select ({sql}\n)");
        return tree is null ? null : SqlParser.Nodes(tree.RootElement)
            .Select(node => node.TryGetProperty("function_name", out var name) ? name.GetString() : null).FirstOrDefault(name => name is not null && _changing.Contains(name));
    }

    static HashSet<string> Changing(DuckConnection connection)
    {
        var names = new HashSet<string>(Names);
        foreach (var batch in connection.Read("select distinct function_name from duckdb_functions() where stability is not null and stability <> 'CONSISTENT'"))
            for (var row = 0; row < batch.Length; row++) names.Add(batch.Texts("function_name").Text(row)!);
        return names;
    }

    // The expressions' own types, over no rows.
    static (IReadOnlyList<string> Types, string? Unknown) Types(Pipeline pipeline, DuckConnection connection)
    {
        var source = pipeline.Source.AllColumns.Select(column => $"null::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}");
        var columns = pipeline.Table.Columns.Select(column => $"{(column.Sql is null ? RuleSql.Name(column.Name) : $"({column.Sql}\n)")} as {RuleSql.Name(column.Name)}");
        var rows = $"select {string.Join(", ", source)}, '' as file, 0::bigint as line, 0::ubigint as row_hash";
        var types = new List<string>();
        try
        {
            foreach (var batch in connection.Read($"select column_type from (describe select {string.Join(", ", columns)} from ({rows}))"))
                for (var row = 0; row < batch.Length; row++) types.Add(batch.Texts("column_type").Text(row) is "VARCHAR" ? "STRING" : batch.Texts("column_type").Text(row)!);
            return (types, null);
        }
        catch (TableException error)
        {
            return ([], error.Message.ReplaceLineEndings(" "));
        }
    }
}

/// <summary>A column that is computed of an event.</summary>
/// <param name="Place">Its place in the table.</param>
/// <param name="Column">The column.</param>
/// <param name="Type">The expression's own type.</param>
/// <param name="Inputs">What it is computed of, also through other columns; each property once.</param>
/// <param name="Through">The computed columns that it is computed of.</param>
sealed record DerivedColumn(int Place, TableColumn Column, string Type, IReadOnlyList<DerivedInput> Inputs, IReadOnlyList<DerivedColumn> Through);

/// <summary>A name that expressions use, and where its value is in an event.</summary>
/// <param name="Name">The name.</param>
/// <param name="Property">The property.</param>
/// <param name="Type">The type.</param>
/// <param name="IsExpected">Whether a property that is not there is not null, but unknown.</param>
/// <param name="IsFurther">Whether the property is a column of the source that the table does not have.</param>
sealed record DerivedInput(string Name, string Property, ColumnType Type, bool IsExpected, bool IsFurther);
