using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Models;
using DistributedML.Models.Derived;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>The SQL of a pipeline's ETL, as every engine reads it: source rows become checked rows, each with what became of it.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="hash">The engine's hash of expressions.</param>
/// <param name="brought">Columns that rows bring although SQL over the table's others computes them, each with that SQL.</param>
sealed class EtlSql(Pipeline pipeline, Func<IReadOnlyList<string>, string> hash, IReadOnlyList<(string Column, string Sql)>? brought = null)
{
    /// <summary>The day of rows without time.</summary>
    internal const string NoDay = "__HIVE_DEFAULT_PARTITION__";   // what DuckDB, Hive and Spark call the partition of nulls

    internal const string Source = "etl_source", Windows = "etl_windows", Checked = "etl_checked", Files = "etl_files";

    const string Unreadable = "unreadable", NotUnique = "unique ";

    readonly Table _table = pipeline.Table;
    readonly CastSql _casts = new(pipeline.Source.Zone);

    readonly IReadOnlyList<CompiledRule> _rules = [.. Rules(pipeline)
        .Select(rule => new CompiledRule(rule, pipeline.Table.Columns.First(column => column.Name == rule.Column).Type))];

    readonly IReadOnlyList<(string Column, string Sql)> _brought = brought ?? [];

    /// <summary>The table's columns.</summary>
    internal string Columns => string.Join(", ", _table.Columns.Select(column => RuleSql.Name(column.Name)));

    /// <summary>The columns that are unique.</summary>
    internal IEnumerable<string> Unique => pipeline.Expect.Unique.Prepend(_table.Id).Distinct();

    string Time => RuleSql.Name(_table.Time);

    /// <summary>Rows of the table, with their day.</summary>
    internal string RowsWithDay => $"select {Columns}, {Day} as day from {Checked} where rule is null";

    /// <summary>All rows that could be read.</summary>
    internal string ReadableRows => $"select {Columns} from {Checked} where rule is null or rule <> '{Unreadable}'";

    /// <summary>All rows that could be read, from published files.</summary>
    internal string ReadableRowsOf(PublishedFiles files, IEngine engine) =>
        $"select {Columns} from {engine.Files([files.Rows])} union all select {Columns} from {engine.Files([files.Dropped])} "
        + $"union all select {Columns} from {engine.Files([files.Quarantine])} where rule <> '{Unreadable}'";

    /// <summary>A row's day as text.</summary>
    internal string Day => DayOf($"{Time}::date");

    /// <summary>Each file's days.</summary>
    internal string DaysOfFiles => $"select file, {DayOf("etl_day")} as day from (select distinct file, {Time}::date as etl_day from {Checked}) order by all";

    /// <summary>How many rows of the table each day has.</summary>
    internal string RowsOfDays => $"select {DayOf("etl_day")} as day, n from (select {Time}::date as etl_day, count(*) as n from {Checked} where rule is null group by etl_day)";

    /// <summary>The table's columns over the source's rows.</summary>
    internal SourceSql OverSource { get; } = new(pipeline, hash);

    /// <summary>The rules that drop rows, in order.</summary>
    internal IEnumerable<string> DropNames => pipeline.Source.Join.Where(join => join.Kind == JoinKind.Inner).Select(NoMatch).Concat(pipeline.Drop.Select(rule => rule.Name));

    /// <summary>The table that a joined source is read into.</summary>
    internal static string Joined(int number) => $"etl_joined_{number}";

    /// <summary>The rule that drops the rows without a match in an inner join.</summary>
    internal static string NoMatch(JoinedSource join) => $"no match in {join.Name}";

    /// <summary>How many readable rows of each file have no match in a joined source.</summary>
    internal static string UnmatchedOfFiles(int number) => $"select file, count(*) as n from {Source} where problem is null and etl_miss_{number} = 1 group by file";

    /// <summary>
    /// Makes the checked rows: the table's columns, file, line, problem, raw, and rule: null for a row of the table, "drop: name" for a dropped one, else the
    /// first expectation that the row breaks.
    /// </summary>
    /// <param name="types">The expressions' own types, by their SQL names.</param>
    /// <param name="attempt">Makes an expression null where computing it fails; null: then the query fails.</param>
    internal string CheckSql(IReadOnlyList<string> types, Func<string, string?>? attempt = null)
    {
        var rows = attempt is null ? OverSource.Rows() : OverSource.TriedRows(attempt);
        var drops = pipeline.Drop.Select(drop => $"when ({drop.Where}\n) then {RuleSql.Text("drop: " + drop.Name)}");
        if (OverSource.HasInnerJoin) drops = drops.Prepend("when etl_unmatched is not null then 'drop: ' || etl_unmatched");
        var breaks = _rules.Select(rule => $"when not {rule.Sql} then {RuleSql.Text(RuleName(rule))}")
            .Concat(_brought.Select(column => $"when {IsMissing(column)} then {RuleSql.Text($"{column.Column}: its value")}"));
        return $"""
            select *, case when problem is not null then '{Unreadable}'
            {string.Join('\n', drops.Concat(breaks))} end as rule from ({Cast(rows, types)})
            """;
    }

    /// <summary>
    /// A column in another type than the pipeline states is cast, and computed times are kept within the calendar; what cannot be is a
    /// problem of the row.
    /// </summary>
    string Cast(string rows, IReadOnlyList<string> types)
    {
        var checks = _table.Columns.Select((column, i) => (Column: column, Type: types[i]))
            .Where(check => check.Type != ArrowColumns.SqlName(check.Column.Type)
                || (check.Column.Type is ColumnType.Timestamp or ColumnType.Date && !IsRead(check.Column)))
            .ToList();
        if (checks.Count == 0) return rows;
        var columns = _table.Columns.Select((column, i) => RuleSql.Name(column.Name) is var name && checks.All(check => check.Column != column) ? name
            : $"{CastSql.InRange(types[i] == ArrowColumns.SqlName(column.Type) ? name : _casts.Value(name, types[i], column.Type), column.Type)} as {name}");
        var problems = checks.Select(check => _casts.Problem(check.Column.Name, RuleSql.Name(check.Column.Name), check.Type, check.Column.Type));
        return $"select {string.Join(", ", columns)}, file, line, case when problem is not null then problem {string.Join(' ', problems)} end as problem, raw"
            + $"{(OverSource.HasInnerJoin ? ", etl_unmatched" : "")} from ({rows})";
    }

    /// <summary>Whether a column is one that the reader of text files made, as it is.</summary>
    bool IsRead(TableColumn column) => pipeline.Source.Format != SourceFormat.Parquet && pipeline.Source.Join.All(join => join.Format != SourceFormat.Parquet)
        && (column.Sql is null || pipeline.Source.AllColumns.Any(other => other.Name.Equals(column.Sql.Trim(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>How many values of a unique column stand twice among the rows of the table, by their hashes: 0 is sure, more may be an accident.</summary>
    internal string PossibleTwins(string column) =>
        $"select count(*) - count(distinct {hash([RuleSql.Name(column)])}) as n from {Checked} where rule is null and {RuleSql.Name(column)} is not null";

    /// <summary>Sends every later row with the same value to quarantine.</summary>
    internal string MarkTwins(string column) => $"""
        select {Columns}, file, line, problem, raw,
            case when rule is null and {RuleSql.Name(column)} is not null and etl_place > 1 then {RuleSql.Text(NotUnique + column)} else rule end as rule
        from (select *, row_number() over (partition by {RuleSql.Name(column)}, rule is null order by file, line) as etl_place from {Checked})
        """;

    /// <summary>Rows of the table whose value of a unique column is in kept partitions already.</summary>
    internal string InKept(string column, string kept) =>
        $"select count(*) as n from {Checked} where rule is null and {RuleSql.Name(column)} in (select {RuleSql.Name(column)} from {kept})";

    /// <summary>The columns of the table of dropped rows.</summary>
    internal string DroppedColumns => $"{Columns}, rule, file, line";

    /// <summary>The columns of the quarantine table.</summary>
    internal string QuarantineColumns => $"{Columns}, rule, reason, file, line, raw";

    /// <summary>The files' paths: a subquery, which unlike a table adds no column called rowid.</summary>
    const string Paths = $"(select number, path from {Files}) etl_paths";

    /// <summary>Dropped rows, with the rule that took them.</summary>
    internal string DroppedRows => $"select {Columns}, substr(rule, 7) as rule, path as file, line from {Checked} join {Paths} on number = file where rule like 'drop: %'";

    /// <summary>Rows in quarantine, with the first expectation that they break, all their reasons, and where they stand.</summary>
    internal string QuarantinedRows
    {
        get
        {
            var twins = Unique.Select(column =>
                $"case when rule = {RuleSql.Text(NotUnique + column)} then {RuleSql.Text($"{column} is '")} || {RuleSql.Name(column)} || '''; an earlier row has it' end");
            var missing = _brought.Select(column => $"case when problem is null and {IsMissing(column)} then "
                + $"{RuleSql.Text($"{column.Column} has no value; the pipeline computes one by SQL ({column.Sql}): send it with the event")} end");
            var reasons = _rules.Select(rule => $"case when problem is null then {rule.ReasonSql} end").Concat(missing).Concat(twins).Prepend("problem");
            return $"select {Columns}, rule, concat_ws('; ', {string.Join(", ", reasons)}) as reason, path as file, line, raw "
                + $"from {Checked} join {Paths} on number = file where rule is not null and rule not like 'drop: %'";
        }
    }

    /// <summary>The source's expected columns, and where they may lead: the id and the time are never null.</summary>
    static IEnumerable<ColumnRule> Rules(Pipeline pipeline)
    {
        var needed = new[] { pipeline.Table.Id, pipeline.Table.Time };
        var stated = pipeline.Expect.Columns;
        return needed.Where(column => !stated.Any(rule => rule.Column == column && rule.NotNull))
            .Select(column => new ColumnRule { Column = column, NotNull = true }).Concat(stated);
    }

    /// <summary>A feature's SELECT over the rows that stand for the checked table. It stands alone within, whatever it begins and ends with.</summary>
    internal static string OverTable(string table, string rows, string sql) => $"with {RuleSql.Name(table)} as (select * from {rows}) select * from (\n{Select(sql)}\n) etl_feature";

    /// <summary>A SELECT without the semicolon that may end it.</summary>
    internal static string Select(string sql)
    {
        var end = SqlText.Tokens(sql).Where(token => !token.IsComment && !string.IsNullOrWhiteSpace(token.Text)).LastOrDefault();
        return end.Text == ";" ? sql.Remove(end.Start, 1) : sql;
    }

    /// <summary>The reasons of rows in quarantine, with how many rows each has and the first of them; most first.</summary>
    /// <param name="quarantine">A relation of the quarantine table.</param>
    /// <param name="most">How many reasons.</param>
    internal static string Reasons(string quarantine, int most)
    {
        // A reading problem is told with the text that is wrong, as in "Units is not an integer: 'abc'"; its kind is what stands before.
        var kind = $"case when rule = '{Unreadable}' then split_part(reason, {RuleSql.Text(": '")}, 1) else rule end";
        return $"""
            select what, n, reason, file, line from (
                select what, reason, file, line, count(*) over (partition by rule, what) as n, row_number() over (partition by rule, what order by file, line) as place
                from (select rule, reason, file, line, {kind} as what from {quarantine}))
            where place = 1 order by n desc, file, line limit {most}
            """;
    }

    static string DayOf(string date) => $"coalesce({date}::string, '{NoDay}')";

    // A case, so that the SQL is only computed where it is asked for.
    static string IsMissing((string Column, string Sql) column) =>
        $"(case when {RuleSql.Name(column.Column)} is null then ({column.Sql}\n) is not null else false end)";

    static string RuleName(CompiledRule rule) => $"{rule.Rule.Column}: {rule.Expected}";
}
