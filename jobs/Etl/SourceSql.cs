using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// The SQL that computes a table's columns over the source's rows, as every engine reads it. Columns that begin with etl_ are the
/// program's.
/// </summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="hash">The engine's hash of expressions.</param>
sealed class SourceSql(Pipeline pipeline, Func<IReadOnlyList<string>, string> hash)
{
    readonly Table _table = pipeline.Table;
    readonly Source _source = pipeline.Source;

    /// <summary>What the table's SQL looks at.</summary>
    internal SqlFindings Findings { get; set; } = SqlFindings.None;

    /// <summary>Further columns of the rows, behind raw: why an inner join drops them.</summary>
    string Carried => HasInnerJoin ? ", etl_unmatched" : "";

    internal bool HasInnerJoin => _source.Join.Any(join => join.Kind == JoinKind.Inner);

    /// <summary>
    /// The source's rows with what SQL may use besides their columns. To a table that does not use the file's name, the file is a number,
    /// which sorts faster.
    /// </summary>
    string SourceRows
    {
        get
        {
            var row = $"s.file as etl_file, s.line as etl_line, {hash([.. _source.Columns.Select(column => "s." + RuleSql.Name(column.Name))])} as row_hash";
            return Findings.UsesFile
                ? $"(select {Names(_source.AllColumns, "s.")}, f.path as file, s.line, s.problem, s.raw{Carried}, {row} from {EtlSql.Source} s join {EtlSql.Files} f on f.number = s.file)"
                : $"(select s.*, {row} from {EtlSql.Source} s)";
        }
    }

    string WithWindows => Findings.Windows.Count == 0 ? SourceRows : $"{SourceRows} join (select * from {EtlSql.Windows}) etl_w using (etl_file, etl_line)";

    /// <summary>The table's first columns over the source's rows, in their own types.</summary>
    internal string Expressions(int count) => $"select {Select(_table.Columns.Take(count), windows: null)}, line, problem, raw from {SourceRows}";

    /// <summary>
    /// Computes the columns that look at other rows, apart from the others: DuckDB then sorts these rows without the bytes of all the
    /// other columns.
    /// </summary>
    internal string WindowsSql()
    {
        var columns = _table.Columns.Where(column => Findings.Windows.Contains(column.Name)).Select(column => $"{RuleSql.Name(column.Name)} as {WindowName(column)}");
        return $"select etl_file, etl_line, {string.Join(", ", columns)} from (select {Select(_table.Columns, windows: null)}, etl_file, etl_line from {SourceRows})";
    }

    /// <summary>
    /// The table's columns in their own types, then file (the number), line, problem, raw, and the reason of an inner join.
    /// </summary>
    internal string Rows() => $"select {Select(_table.Columns, Findings.Windows)}, etl_file as file, line, problem, raw{Carried} from {WithWindows}";

    /// <summary>
    /// As <see cref="Rows()"/>, where a value that cannot be computed is null, and then a problem of its row. Each column is computed on
    /// a level of its own, since <c>try</c> does not see
    /// the names that its own level gives.
    /// </summary>
    /// <param name="attempt">Makes an expression of a list that is null where computing it fails.</param>
    internal string TriedRows(Func<string, string?> attempt)
    {
        var rows = $"select * from {WithWindows}";
        var failures = new List<string>();
        for (var i = 0; i < _table.Columns.Count; i++)
        {
            var column = _table.Columns[i];
            if (column.Sql is null) continue;
            if (Findings.Windows.Contains(column.Name))
            {
                rows = $"select *, {WindowName(column)} as {Level(i)} from ({rows})";
                continue;
            }
            rows = $"select *, etl_try_{i}[1] as {Level(i)} from (select *, {attempt($"[({column.Sql}\n)]")} as etl_try_{i} from ({rows}))";
            failures.Add($"case when etl_try_{i} is null then {Failure(column)} end");
        }
        var values = _table.Columns.Select((column, i) => $"{(column.Sql is null ? RuleSql.Name(column.Name) : Level(i))} as {RuleSql.Name(column.Name)}");
        return $"select {string.Join(", ", values)}, etl_file as file, line, coalesce({string.Join(", ", failures.Prepend("problem"))}) as problem, raw{Carried} from ({rows})";
    }

    /// <summary>
    /// Puts the joined sources' columns beside those of the source's rows, and marks the rows without a match: etl_miss_N is 1, and
    /// etl_unmatched says what an inner join does with them.
    /// </summary>
    internal string JoinSql()
    {
        var joins = _source.Join.Select((join, i) => $"left join (select *, true as etl_found from {EtlSql.Joined(i)}) j{i} on "
            + string.Join(" and ", join.On.Select(key => $"s.{RuleSql.Name(key)} = j{i}.{RuleSql.Name(key)}")));
        var columns = _source.Join.SelectMany((join, i) => join.Added.Select(column => $"j{i}.{RuleSql.Name(column.Name)} as {RuleSql.Name(column.Name)}"));
        var misses = _source.Join.Select((_, i) => $"case when j{i}.etl_found then 0 else 1 end as etl_miss_{i}");
        var drops = _source.Join.Index().Where(join => join.Item.Kind == JoinKind.Inner)
            .Select(join => $"when j{join.Index}.etl_found is null then {RuleSql.Text(EtlSql.NoMatch(join.Item))}").ToList();
        var unmatched = drops.Count == 0 ? [] : new[] { $"case {string.Join(' ', drops)} end as etl_unmatched" };
        return $"select s.*, {string.Join(", ", columns.Concat(misses).Concat(unmatched))} from {EtlSql.Source} s {string.Join(' ', joins)}";
    }

    /// <summary>
    /// Where a column's value stands among the levels: under its name, unless the source has a column of that name, which SQL then means.
    /// </summary>
    string Level(int column) => _source.AllColumns.Any(other => other.Name.Equals(_table.Columns[column].Name, StringComparison.OrdinalIgnoreCase))
        ? $"etl_value_{column}" : RuleSql.Name(_table.Columns[column].Name);

    string Failure(TableColumn column)
    {
        var inputs = Findings.Inputs.GetValueOrDefault(column.Name, []);
        if (inputs.Count == 0) return RuleSql.Text($"{column.Name} cannot be computed");
        var values = inputs.Select(input => $"coalesce({RuleSql.Name(input)}::string, 'null')");
        return $"{RuleSql.Text($"{column.Name} cannot be computed of {string.Join(", ", inputs)}: '")} || concat_ws(''', ''', {string.Join(", ", values)}) || ''''";
    }

    static string WindowName(TableColumn column) => RuleSql.Name("etl_" + column.Name);

    static string Names(IEnumerable<ColumnDefinition> columns, string prefix) => string.Join(", ", columns.Select(column => prefix + RuleSql.Name(column.Name)));

    static string Select(IEnumerable<TableColumn> columns, IReadOnlySet<string>? windows) => string.Join(", ", columns.Select(column =>
        $"{(windows?.Contains(column.Name) == true ? WindowName(column) : column.Sql is null ? RuleSql.Name(column.Name) : $"({column.Sql}\n)")} as {RuleSql.Name(column.Name)}"));
}
