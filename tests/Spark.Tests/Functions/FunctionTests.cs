using Microsoft.Spark;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;
using Avro = Microsoft.Spark.Sql.Avro.Functions;
using Protobuf = Microsoft.Spark.Sql.Protobuf.Functions;

namespace DistributedML.Tests.Spark;

/// <summary>The functions that stand for rows, groups or plans, or that need what this server has not.</summary>
public class FunctionTests(SparkServer server)
{
    [Fact]
    public async Task Generators_make_rows()
    {
        await using var session = await server.SessionAsync();
        var one = session.Sql(Sources.Row);
        await Gives(one.Select(Explode(Col("ys"))), "1", "4");
        await Gives(one.Select(ExplodeOuter(Expr("CAST(NULL AS ARRAY<INT>)"))), "null");
        await Gives(one.Select(PosExplode(Col("ys"))), "0,1", "1,4");
        await Gives(one.Select(PosExplodeOuter(Expr("CAST(NULL AS ARRAY<INT>)"))), "null,null");
        await Gives(one.Select(Inline(Array(Struct("i", "j"), Struct(Col("j").As("i"), Col("i").As("j"))))), "5,2", "2,5");
        await Gives(one.Select(InlineOuter(Expr("CAST(NULL AS ARRAY<STRUCT<a: INT, b: INT>>)"))), "null,null");
        await Gives(one.Select(Stack(Lit(2), Lit(1), Lit("a"), Lit(2), Lit("b"))), "1,a", "2,b");
        await Gives(one.Select(JsonTuple(Col("json"), "a", "b")), "1,[1,2]");
        await Gives(one.Select(PosExplode(Col("ys")).As(["at", "value"])).Select(Col("value") * 10 + Col("at")), "10", "41");
    }

    [Fact]
    public async Task Grouping_tells_the_rows_of_a_rollup_apart()
    {
        await using var session = await server.SessionAsync();
        var rows = session.Sql("SELECT * FROM VALUES ('a', 1), ('a', 2), ('b', 3) AS t(k, v)");
        await Gives(
            rows.Rollup("k").Agg(Grouping("k"), Grouping(Col("k")), GroupingId("k"), GroupingId(Col("k")), Sum("v")).OrderBy(Col("k").AscNullsLast()),
            "a,0,0,0,0,3", "b,0,0,0,0,3", "null,1,1,1,1,6");
    }

    [Fact]
    public async Task Windows_of_time_group_events()
    {
        await using var session = await server.SessionAsync();
        var events = session.Sql("SELECT * FROM VALUES (TIMESTAMP_NTZ'2024-01-01 00:00:10'), (TIMESTAMP_NTZ'2024-01-01 00:00:50'), (TIMESTAMP_NTZ'2024-01-01 00:03:00') AS t(at)");
        async Task Counted(Column window, params string[] expected) =>
            await Gives(events.GroupBy(window.As("w")).Agg(Count("*").As("n")).Select(Col("w.start").Cast("string").SubStr(12, 8), Col("w.end").Cast("string").SubStr(12, 8), Col("n")).OrderBy("w.start"), expected);
        await Counted(Window(Col("at"), "1 minute"), "00:00:00,00:01:00,2", "00:03:00,00:04:00,1");
        await Counted(Window(Col("at"), "2 minutes", "1 minute"), "23:59:00,00:01:00,2", "00:00:00,00:02:00,2", "00:02:00,00:04:00,1", "00:03:00,00:05:00,1");
        await Counted(Window(Col("at"), "1 minute", "1 minute", "30 seconds"), "23:59:30,00:00:30,1", "00:00:30,00:01:30,1", "00:02:30,00:03:30,1");
        await Counted(SessionWindow(Col("at"), "1 minute"), "00:00:10,00:01:50,2", "00:03:00,00:04:00,1");
        await Counted(SessionWindow(Col("at"), Lit("1 minute")), "00:00:10,00:01:50,2", "00:03:00,00:04:00,1");
        await Counted(Session_Window(Col("at"), "3 minutes"), "00:00:10,00:06:00,3");
        await Counted(Session_Window(Col("at"), Expr("'3 minutes'")), "00:00:10,00:06:00,3");
        await Gives(events.GroupBy(Window(Col("at"), "1 hour")).Agg(Count("*")).Select(WindowTime(Col("window"))), "2024-01-01 00:59:59.999999");
    }

    [Fact]
    public async Task A_broadcast_table_is_joined_as_one()
    {
        await using var session = await server.SessionAsync();
        await Answers.RowsAsync(session.Sql("SET spark.sql.autoBroadcastJoinThreshold = -1"));
        var (left, right) = (session.Range(10), session.Range(5));
        Assert.DoesNotContain("BroadcastHashJoin", await left.Join(right, "id").ExplainTextAsync(cancel: TestContext.Current.CancellationToken));
        Assert.Contains("BroadcastHashJoin", await left.Join(Broadcast(right), "id").ExplainTextAsync(cancel: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_column_is_in_the_rows_of_another_table()
    {
        await using var session = await server.SessionAsync();
        var odd = session.Range(1, 10, 2);
        await Gives(session.Range(5).Filter(Col("id").IsIn(odd)), "1", "3");
        await Gives(session.Range(5).Filter(!Struct("id").IsIn(odd) & Col("id") > 0), "2", "4");
    }

    [Fact]
    public async Task Partition_transforms_belong_to_tables_only()
    {
        await using var session = await server.SessionAsync();
        foreach (var transform in new[] { Years(Col("d")), Months(Col("d")), Days(Col("d")), Hours(Col("ts")), Bucket(Lit(4), Col("i")), Bucket(4, Col("i")) })
            await Fails(session.Sql(Sources.Row).Select(transform), "PARTITION_TRANSFORM_EXPRESSION_NOT_IN_PARTITIONED_BY");
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_in_its_words()
    {
        await using var session = await server.SessionAsync();
        var one = session.Sql(Sources.Row);
        await Fails(one.Select(RaiseError(Lit("no such luck"))), "no such luck");
        await Fails(one.Select(AssertTrue(!Col("b"), Lit("b holds"))), "b holds");
        await Fails(one.Select(UnwrapUdt(Col("x"))), "DATATYPE_MISMATCH");
        const string Schema = """{"type":"record","name":"r","fields":[{"name":"a","type":"int"}]}""";
        var options = new Dictionary<string, string> { ["mode"] = "FAILFAST" };
        foreach (var column in new[]
        {
            Avro.FromAvro(Col("bin"), Schema), Avro.FromAvro(Col("bin"), Schema, options), Avro.ToAvro(Col("p")), Avro.ToAvro(Col("p"), Schema), Avro.SchemaOfAvro(Schema),
        }) await Fails(one.Select(column), "AVRO");
        foreach (var column in new[]
        {
            Protobuf.FromProtobuf(Col("bin"), "M", [1]), Protobuf.FromProtobuf(Col("bin"), "M", options), Protobuf.ToProtobuf(Col("p"), "M", [1]), Protobuf.ToProtobuf(Col("p"), "M"),
        }) await Fails(one.Select(column), "PROTOBUF");
    }

    [Fact]
    public async Task A_metric_view_has_measures()
    {
        await using var session = await server.SessionAsync();
        var name = $"sales_{Guid.NewGuid():N}";
        await Answers.RowsAsync(session.Sql(
            $"""
            CREATE VIEW {name} WITH METRICS LANGUAGE YAML AS
            $$
            version: "0.1"
            source: SELECT * FROM VALUES ('a', 1), ('a', 2), ('b', 5) AS t(region, amount)
            dimensions:
              - name: region
                expr: region
            measures:
              - name: total
                expr: sum(amount)
            $$
            """));
        await Gives(session.Table(name).GroupBy("region").Agg(Measure(Col("total"))).OrderBy("region"), "a,3", "b,5");
        await Answers.RowsAsync(session.Sql($"DROP VIEW {name}"));
    }

    static async Task Gives(DataFrame frame, params string[] lines) => Assert.Equal(lines, await Answers.LinesAsync(frame));

    static async Task Fails(DataFrame frame, string words)
    {
        var error = await Assert.ThrowsAsync<SparkException>(() => Answers.LinesAsync(frame));
        Assert.Contains(words, error.Message, StringComparison.OrdinalIgnoreCase);
    }
}
