using DistributedML.Data;
using DistributedML.Jobs.Etl;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>What a pipeline's SQL may say: it reads its rows, and equal files give equal tables.</summary>
public class PipelineSqlTests
{
    const string File = "id,time,qty\nk1,2025-03-01 10:00:00,4\nk2,2025-03-02 10:30:00,5\n";

    static string Sales(string column = "", string more = "") => $$"""
        name: sales
        source: { files: "*.csv", columns: { id: string, time: timestamp, qty: integer } }
        table:
          name: sales
          id: id
          time: time
          columns:
            id: string
            time: timestamp
            qty: integer
            {{(column == "" ? "" : $"extra: {{ type: string, sql: \"{column}\" }}")}}
        {{more}}
        """;

    [Theory]
    [InlineData("select content from read_text('/etc/hostname')", "reads read_text(...)")]
    [InlineData("select * from sales, glob('/etc/*')", "reads glob(...)")]
    [InlineData("select * from '/etc/hostname.csv'", "reads '/etc/hostname.csv'")]
    [InlineData("with a as (select 1 as n) select * from a join etl_checked on true", "reads 'etl_checked'")]
    [InlineData("select * from query('select 1')", "reads query(...)")]
    [InlineData("select * from duckdb_settings()", "reads duckdb_settings(...)")]
    [InlineData("select * from information_schema.tables", "reads 'tables'")]
    [InlineData("select * from (show tables)", "reads what the engine knows")]
    [InlineData("select current_setting('threads') as n", "current_setting looks beyond the rows")]
    [InlineData("select now() as n from sales", "now has another value in each run")]
    [InlineData("select current_date as n from sales", "current_date has another value in each run")]
    [InlineData("copy sales to 'x.csv'", "Parser Error")]
    [InlineData("select 1 as n; select 2 as n", "Parser Error")]
    [InlineData("select 1) a, read_text('/etc/hostname') b, (select 2", "no SELECT")]
    public async Task A_feature_reads_the_table_and_nothing_else(string sql, string expected)
    {
        await using var inputs = new Inputs(Sales(more: $"features:\n  f: \"{sql}\""), ("a.csv", File));
        var error = await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync());
        Assert.StartsWith("sales, feature table 'f': ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Equal(TableFault.Input, error.Fault);
    }

    [Theory]
    [InlineData("facts: { n: \"(select count(*) from read_text('/etc/hostname'))\" }", "sales, fact 'n': reads read_text(...)")]
    [InlineData("drop: { x: \"exists (select 1 from read_text('/etc/hostname'))\" }", "sales, drop 'x': reads read_text(...)")]
    [InlineData("drop: { x: \"row_number() over (order by time) > 1\" }", "sales, drop 'x': looks at other rows")]
    [InlineData("drop: { x: \"random() > 2\" }", "sales, drop 'x': random has another value in each run")]
    public async Task A_drop_rule_and_a_fact_read_no_file_and_no_other_row(string more, string expected)
    {
        await using var inputs = new Inputs(Sales(more: more), ("a.csv", File));
        Assert.StartsWith(expected, (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
    }

    [Theory]
    [InlineData("1) from read_text('/etc/hostname') --", "Parser Error")]
    [InlineData("id, time", "no expression; expected a single one")]
    [InlineData("(select content from read_text('/etc/hostname'))", "reads read_text(...)")]
    [InlineData("uuid()", "uuid has another value in each run")]
    public async Task A_column_is_one_expression_over_its_row(string sql, string expected)
    {
        await using var inputs = new Inputs(Sales(sql), ("a.csv", File));
        Assert.Contains(expected, (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
    }

    [Theory]
    [InlineData("-- first\\nwith d as (select * from sales) select count(*) as n from d; -- end")]
    [InlineData("/* ; */ select count(*) as n from sales ;")]
    [InlineData("with sales as (select * from sales) select count(*) as n from sales")]
    [InlineData("select count(*) as n from sales, range(1)")]
    public async Task A_feature_may_begin_and_end_with_comments_and_a_semicolon(string sql)
    {
        await using var inputs = new Inputs(Sales(more: $"features:\n  f: \"{sql}\""), ("a.csv", File));
        await inputs.RunAsync();
        Assert.Equal(["2"], await inputs.RowsAsync("select * from f"));
    }

    [Fact]
    public async Task A_column_called_now_is_a_column()
    {
        await using var inputs = new Inputs(Sales("now").Replace("qty: integer", "now: string"), ("a.csv", File.Replace("qty", "now")));
        await inputs.RunAsync();
        Assert.Equal(["4", "5"], await inputs.RowsAsync("select extra from sales order by id"));
    }

    // What both do, in words of DuckDB 1.5 and Spark 4.2; the values stand in BothEnginesTests.
    [Theory]
    [InlineData("row_number() over (partition by file order by price)", "nulls last")]
    [InlineData("extract(dow from time)", "isodow(...)")]
    [InlineData("dayofweek(time)", "isodow(...)")]
    [InlineData("extract(second from time)", "second(...)")]
    [InlineData("extract(millennium from time)", "other parts")]
    [InlineData("regexp_replace(note, '[a0-9]', '*')", "replaces the first match")]
    [InlineData("regexp_replace(note, '^(a)', '\\1\\1')", "a group is")]
    [InlineData("regexp_replace(note, 'a$', '')", "\\z")]
    [InlineData("regexp_extract(note, '(a)(b)')", "group's number")]
    [InlineData("regexp_full_match(note, '[A-Z&&]+')", "&&")]
    [InlineData("regexp_full_match(note, note)", "constant pattern")]
    [InlineData("concat(item, ' ', name)", "concat_ws")]
    [InlineData("qty / 1.21", "1.21e0")]
    [InlineData("qty / (2 * 0.5)", "1.21e0")]
    [InlineData("log(qty)", "log10(...)")]
    [InlineData("substr(note, 0, 3)", "start of at least 1")]
    [InlineData("substring(note, -2)", "start of at least 1")]
    [InlineData("substr(note, qty)", "start of at least 1")]
    [InlineData("left(note, -1)", "at least 0")]
    [InlineData("note like '50\\%%'", "escape '!'")]
    [InlineData("note not like name", "escape '!'")]
    [InlineData("qty ^ 2", "power(a, b)")]
    [InlineData("upper(note)", "'ß'")]
    [InlineData("trim(note)", "trim(both")]
    [InlineData("price::integer", "floor(")]
    [InlineData("cast(price * 2 as bigint)", "floor(")]
    [InlineData("try_cast(note as integer)", "leave the cast out")]
    [InlineData("note::timestamp", "leave the cast out")]
    [InlineData("price::string", "number_text")]
    [InlineData("note || price", "number_text")]
    [InlineData("round(price, 2)", "floor(100 * x + 0.5)")]
    public void Spark_refuses_SQL_that_it_reads_otherwise(string sql, string instead)
    {
        var error = Assert.Throws<TableException>(() => Check(sql, SqlPlace.Column)).Message;
        Assert.StartsWith("rows, it: DuckDB and Spark read '", error);
        Assert.Contains(instead, error);
    }

    [Theory]
    [InlineData("select item, max_by(name, time) as name from rows group by item", "filter (where")]
    [InlineData("select id from rows order by price limit 2", "nulls last")]
    [InlineData("select id from rows limit 2", "write order by")]
    [InlineData("select item, first(name) as name from rows group by item", "min_by")]
    [InlineData("select lag(price) over (order by price) as p from rows", "nulls last")]
    public void Spark_refuses_features_that_it_reads_otherwise(string sql, string instead) =>
        Assert.Contains(instead, Assert.Throws<TableException>(() => Check(sql, SqlPlace.Feature)).Message);

    [Theory]
    [InlineData("row_number() over (partition by file, row_hash order by line)")]
    [InlineData("row_number() over (partition by file order by price desc, line)")]
    [InlineData("row_number() over (partition by file order by price nulls first)")]
    [InlineData("regexp_replace(note, '[.]0\\z', '')")]
    [InlineData("concat_ws(' ', item, name)")]
    [InlineData("qty / 1.21e0")]
    [InlineData("note like '50%'")]
    [InlineData("round(price)")]
    [InlineData("floor(price + 0.5)::bigint")]
    [InlineData("time::date")]
    [InlineData("qty::string || '-' || note")]
    [InlineData("date_trunc('month', time)")]
    public void Spark_takes_SQL_that_it_reads_alike(string sql) => Check(sql, SqlPlace.Column);

    [Theory]
    [InlineData("select id from rows order by price nulls last, id limit 2")]
    [InlineData("select item, max_by(name, time) filter (where name is not null) as name from rows group by item order by item")]
    [InlineData("select item, max_by(note, time::string || note) as note, sum(qty)::bigint as n from rows group by item")]
    [InlineData("select id, lag(price) over (order by time) as p from rows")]
    public void Spark_takes_features_that_it_reads_alike(string sql) => Check(sql, SqlPlace.Feature);

    static void Check(string sql, SqlPlace place)
    {
        var pipeline = PipelineFile.Parse("""
            name: rows
            source: { files: "*.csv", columns: { id: string, time: timestamp, item: string, name: string, qty: integer, price: double, note: string } }
            table:
              name: rows
              id: id
              time: time
              columns: { id: string, time: timestamp, item: string, name: string, qty: integer, price: double, note: string }
            """, "p.yaml", ModelKinds.Standard.All);
        using var trees = new SqlTrees(pipeline.Name);
        var names = pipeline.Table.Columns.Select(column => column.Name).ToHashSet();
        var differences = new SparkDifferences(pipeline);
        differences.Check("it", place == SqlPlace.Feature ? trees.Query("it", sql, "rows", names) : trees.Expression("it", sql, names), place);
        differences.ThrowIfAny();
    }
}
