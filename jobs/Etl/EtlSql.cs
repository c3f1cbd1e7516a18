using DistributedML.Engines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>The SQL of a pipeline's ETL, as every engine reads it: source rows become checked rows, each with what became of it.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="hash">The engine's hash function.</param>
sealed class EtlSql(Pipeline pipeline, string hash)
{
    /// <summary>The day of rows without time.</summary>
    internal const string NoDay = "__HIVE_DEFAULT_PARTITION__";   // what DuckDB, Hive and Spark call the partition of nulls

    internal const string Source = "etl_source", Windows = "etl_windows", Checked = "etl_checked", Files = "etl_files";

    const string Unreadable = "unreadable", NotUnique = "unique ";

    static readonly IReadOnlySet<string> NoWindows = new HashSet<string>();

    readonly Table _table = pipeline.Table;

    readonly IReadOnlyList<CompiledRule> _rules = [.. Rules(pipeline)
        .Select(rule => new CompiledRule(rule, pipeline.Table.Columns.First(column => column.Name == rule.Column).Type))];

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
    internal string DaysOfFiles => $"select file, {DayOf("date")} as day from (select distinct file, {Time}::date as date from {Checked}) order by all";

    /// <summary>How many rows of the table each day has.</summary>
    internal string RowsOfDays => $"select {DayOf("date")} as day, n from (select {Time}::date as date, count(*) as n from {Checked} where rule is null group by date)";

    /// <summary>The source's rows with what SQL may use besides their columns.</summary>
    string SourceRows => $"(select *, {hash}({string.Join(", ", pipeline.Source.Columns.Select(column => RuleSql.Name(column.Name)))}) as row_hash from {Source})";

    /// <summary>The table's first columns over the source's rows, in their own types.</summary>
    internal string Expressions(int count) => $"select {Select(_table.Columns.Take(count), NoWindows)}, file, line, problem, raw from {SourceRows}";

    /// <summary>
    /// Computes the columns that look at other rows, apart from the others: DuckDB then sorts these rows without the bytes of all the other columns.
    /// </summary>
    internal string WindowsSql(IReadOnlySet<string> windows)
    {
        var columns = _table.Columns.Where(column => windows.Contains(column.Name)).Select(column => $"{RuleSql.Name(column.Name)} as {WindowName(column)}");
        return $"select file, line, {string.Join(", ", columns)} from (select {Select(_table.Columns, NoWindows)}, file, line from {SourceRows})";
    }

    static string WindowName(TableColumn column) => RuleSql.Name("etl_" + column.Name);

    static string Select(IEnumerable<TableColumn> columns, IReadOnlySet<string> windows) => string.Join(", ", columns.Select(column =>
        $"{(windows.Contains(column.Name) ? WindowName(column) : column.Sql ?? RuleSql.Name(column.Name))} as {RuleSql.Name(column.Name)}"));

    /// <summary>
    /// Makes the checked rows: the table's columns, file, line, problem, raw, and rule: null for a row of the table, "drop: name" for a dropped one, else the
    /// first expectation that the row breaks.
    /// </summary>
    /// <param name="types">The expressions' own types, by their SQL names.</param>
    /// <param name="windows">The columns that <see cref="WindowsSql"/> has made.</param>
    internal string CheckSql(IReadOnlyList<string> types, IReadOnlySet<string> windows)
    {
        var casts = _table.Columns.Where((column, i) => types[i] != TypeName(column.Type)).ToList();
        var join = windows.Count == 0 ? "" : $" join {Windows} using (file, line)";
        var rows = $"select {Select(_table.Columns, windows)}, file, line, problem, raw from {SourceRows}{join}";
        if (casts.Count > 0) rows = Cast(rows, casts);
        var drops = pipeline.Drop.Select(drop => $"when {drop.Where} then {RuleSql.Text("drop: " + drop.Name)}");
        var breaks = _rules.Select(rule => $"when not {rule.Sql} then {RuleSql.Text(RuleName(rule))}");
        return $"""
            select *, case when problem is not null then '{Unreadable}'
            {string.Join('\n', drops.Concat(breaks))} end as rule from ({rows})
            """;
    }

    /// <summary>A column in another type than the pipeline states is cast; what cannot be is a problem of the row.</summary>
    string Cast(string rows, IReadOnlyList<TableColumn> casts)
    {
        var columns = _table.Columns.Select(column => casts.Contains(column)
            ? $"try_cast({RuleSql.Name(column.Name)} as {TypeName(column.Type)}) as {RuleSql.Name(column.Name)}" : RuleSql.Name(column.Name));
        var problems = casts.Select(column =>
            $"when try_cast({RuleSql.Name(column.Name)} as {TypeName(column.Type)}) is null and {RuleSql.Name(column.Name)} is not null "
            + $"then {RuleSql.Text($"{column.Name} is not {TypeName(column.Type).ToLowerInvariant()}: ")} || {RuleSql.Name(column.Name)}::string");
        return $"select {string.Join(", ", columns)}, file, line, case when problem is not null then problem {string.Join(' ', problems)} end as problem, raw from ({rows})";
    }

    /// <summary>How many values of a unique column stand twice among the rows of the table, by their hashes: 0 is sure, more may be an accident.</summary>
    internal string PossibleTwins(string column) =>
        $"select count(*) - count(distinct {hash}({RuleSql.Name(column)})) as n from {Checked} where rule is null and {RuleSql.Name(column)} is not null";

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

    /// <summary>Dropped rows, with the rule that took them.</summary>
    internal string DroppedRows => $"select {Columns}, substr(rule, 7) as rule, path as file, line from {Checked} join {Files} on number = file where rule like 'drop: %'";

    /// <summary>Rows in quarantine, with the first expectation that they break, all their reasons, and where they stand.</summary>
    internal string QuarantinedRows
    {
        get
        {
            var twins = Unique.Select(column =>
                $"case when rule = {RuleSql.Text(NotUnique + column)} then {RuleSql.Text($"{column} is '")} || {RuleSql.Name(column)} || '''; an earlier row has it' end");
            var reasons = _rules.Select(rule => $"case when problem is null then {rule.ReasonSql} end").Concat(twins).Prepend("problem");
            return $"select {Columns}, rule, concat_ws('; ', {string.Join(", ", reasons)}) as reason, path as file, line, raw "
                + $"from {Checked} join {Files} on number = file where rule is not null and rule not like 'drop: %'";
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

    /// <summary>A feature's SELECT over the rows that stand for the checked table.</summary>
    internal static string OverTable(string table, string rows, string sql)
    {
        var select = sql.Trim().TrimEnd(';');
        var further = select.StartsWith("with ", StringComparison.OrdinalIgnoreCase) ? $", {select[5..]}" : $" {select}";
        return $"with {table} as (select * from {rows}){further}";
    }

    static string DayOf(string date) => $"coalesce({date}::string, '{NoDay}')";

    static string RuleName(CompiledRule rule) => $"{rule.Rule.Column}: {rule.Expected}";

    internal static string TypeName(ColumnType type) => type switch
    {
        ColumnType.Integer => "BIGINT",
        ColumnType.Double => "DOUBLE",
        ColumnType.Boolean => "BOOLEAN",
        ColumnType.Timestamp => "TIMESTAMP",
        ColumnType.Date => "DATE",
        _ => "STRING",
    };
}
