using System.Runtime.CompilerServices;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Frames;

public class AnalysisTests(SparkServer server)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_explained_and_compared()
    {
        await using var spark = await server.SessionAsync();
        var rows = spark.Sql("select 1 as id, named_struct('x', 2, 'y', array('a')) as s");

        Assert.Equal(["id", "s"], rows.Columns());
        Assert.IsType<StructType>(rows.Schema().Fields[1].DataType);
        Assert.Equal([Tuple.Create("id", "integer"), Tuple.Create("s", "struct<x:integer,y:array<string>>")], rows.DTypes());
        Assert.Contains("|-- s: struct", await rows.SchemaTreeAsync(cancel: Cancel));
        Assert.Contains(" |    |-- x", await rows.SchemaTreeAsync(cancel: Cancel));
        Assert.DoesNotContain(" |    |-- x", await rows.SchemaTreeAsync(level: 1, Cancel));
        foreach (var (mode, sign) in new[] { ("simple", "Physical Plan"), ("extended", "Analyzed Logical Plan"), ("codegen", "WholeStageCodegen"), ("cost", "Optimized Logical Plan"), ("formatted", "Physical Plan") })
            Assert.Contains(sign, await spark.Range(3).Where("id > 1").ExplainTextAsync(mode, Cancel));
        Assert.Contains("formatted", (await Assert.ThrowsAsync<ArgumentException>(() => rows.ExplainTextAsync("loud", Cancel))).Message);
        Assert.True(spark.Sql("show databases").IsLocal());
        Assert.False(spark.Range(3).IsLocal());
        Assert.False(rows.IsStreaming());
        Assert.True(spark.Range(3).Where("id > 1").SameSemantics(spark.Range(3).Where("id > 1")));
        Assert.False(spark.Range(3).SameSemantics(spark.Range(4)));
        Assert.Equal(spark.Range(3).SemanticHash(), spark.Range(3).SemanticHash());
        Assert.NotEqual(spark.Range(3).SemanticHash(), spark.Range(4).SemanticHash());
        Assert.Equal("-RECORD 0--\n a   | abc \n b   | 2   \n", (await spark.Sql("select 'abc' as a, 2 as b").ShowTextAsync(vertical: true, cancel: Cancel)).Replace("-RECORD 0---\n", "-RECORD 0--\n"));
        Assert.Contains("|ab...|", await spark.Sql("select 'abcdefgh' as a").ShowTextAsync(truncate: 5, cancel: Cancel));
    }

    [Fact]
    public async Task What_is_printed_goes_to_the_console()
    {
        await using var spark = await server.SessionAsync();
        var rows = spark.Sql("select 42 as answer");
        var console = Console.Out;
        var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            rows.Show();
            rows.PrintSchema();
            rows.PrintSchema(1);
            rows.Explain();
            rows.Explain(true);
            rows.Explain("cost");
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.Contains("|    42|", printed.ToString());
        Assert.Contains("|-- answer: integer (nullable = false)", printed.ToString());
        Assert.Contains("== Analyzed Logical Plan ==", printed.ToString());
        Assert.Contains("sizeInBytes", printed.ToString());
    }

    [Fact]
    public async Task An_unknown_column_is_an_error_with_near_names()
    {
        await using var spark = await server.SessionAsync();
        var failure = Assert.Throws<SparkException>(() => spark.Sql("select 1 as amount, 2 as customer").Select("amuont").Columns());
        Assert.Contains("amuont", failure.Message);
        Assert.Contains("`amount`", failure.Message);
        var pair = spark.Range(2).As("a").Join(spark.Range(2).As("b"), Col("a.id") == Col("b.id"));
        Assert.Contains("AMBIGUOUS", Assert.Throws<SparkException>(() => pair.Select("id").Columns()).Message);
    }

    [Fact]
    public async Task Sql_takes_parameters_and_runs_commands_at_once()
    {
        await using var spark = await server.SessionAsync();
        Assert.Equal(["3 x 2024-01-31"], await spark.Sql("select :n + 1, :s, :d", new Dictionary<string, object?> { ["n"] = 2, ["s"] = "x", ["d"] = new DateOnly(2024, 1, 31) }).RowsAsync());
        Assert.Equal(["NULL 2.5"], await spark.Sql("select ?, ?", null, 2.5).RowsAsync());
        Assert.Equal(["[1, 2] 2"], await spark.Sql("select ?, ?", new object?[] { Array(Lit(1), Lit(2)), new[] { 1, 2 }.Length }).RowsAsync());
        spark.Sql("create or replace temp view made as select 7 as n");
        Assert.Equal(["7"], await spark.Table("made").RowsAsync());
        Assert.Equal(["7"], await (await spark.SqlAsync("select * from made", Cancel)).RowsAsync());
        Assert.Contains("PARSE_SYNTAX_ERROR", Assert.Throws<SparkException>(() => spark.Sql("selekt 1")).Message);
        Assert.Contains("nosuchrunner", Assert.Throws<SparkException>(() => spark.ExecuteCommand("nosuchrunner", "do", [])).Message);
    }

    [Fact]
    public async Task Views_are_for_the_session_or_for_all()
    {
        await using var spark = await server.SessionAsync();
        await using var other = await server.SessionAsync();
        var name = $"view_{Guid.NewGuid():N}";
        spark.Range(1).CreateTempView(name);
        Assert.Contains("ALREADY_EXISTS", Assert.Throws<SparkException>(() => spark.Range(1).CreateTempView(name)).Message);
        spark.Range(2).CreateOrReplaceTempView(name);
        Assert.Equal(["0", "1"], await spark.Table(name).RowsAsync());
        spark.Range(3).CreateGlobalTempView(name);
        spark.Range(1).CreateOrReplaceGlobalTempView(name);
        Assert.Equal(["0"], await other.Read().Table($"global_temp.{name}").RowsAsync());
        Assert.Throws<SparkException>(() => other.Table(name).Columns());
        spark.Sql($"drop view global_temp.{name}");
    }

    [Fact]
    public async Task Rows_are_kept_at_a_storage_level()
    {
        await using var spark = await server.SessionAsync();
        var rows = spark.Range(100).Where("id > 3");
        Assert.Equal(StorageLevel.NONE, rows.StorageLevel());
        Assert.Equal(StorageLevel.MEMORY_AND_DISK, rows.Cache().StorageLevel());
        Assert.Equal(StorageLevel.NONE, rows.Unpersist(blocking: true).StorageLevel());
        Assert.Equal(StorageLevel.MEMORY_AND_DISK, rows.Persist().StorageLevel());
        rows.Unpersist();
        foreach (var level in (StorageLevel[])[StorageLevel.DISK_ONLY, StorageLevel.DISK_ONLY_2, StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_ONLY_2, StorageLevel.MEMORY_ONLY_SER, StorageLevel.MEMORY_ONLY_SER_2,
            StorageLevel.MEMORY_AND_DISK_2, StorageLevel.MEMORY_AND_DISK_SER, StorageLevel.MEMORY_AND_DISK_SER_2, StorageLevel.OFF_HEAP])
        {
            Assert.Equal(level, rows.Persist(level).StorageLevel());
            rows.Unpersist(blocking: true);
        }
        Assert.Equal("Disk Memory Deserialized 1x Replicated", StorageLevel.MEMORY_AND_DISK.Description());
        Assert.Equal("Disk Memory (off heap) Serialized 1x Replicated", StorageLevel.OFF_HEAP.ToString());
        Assert.Equal((true, false, false, false, 3), new StorageLevel(true, false, false, false, 3) is var l ? (l.UseDisk, l.UseMemory, l.UseOffHeap, l.Deserialized, l.Replication) : default);
    }

    [Fact]
    public async Task A_checkpoint_is_let_go_when_nothing_refers_to_it()
    {
        await using var spark = await server.SessionAsync();
        var rows = spark.Range(3).LocalCheckpoint();
        Assert.Equal(["0", "1", "2"], await rows.RowsAsync());
        Assert.Equal(["2"], await (await rows.Where("id > 1").LocalCheckpointAsync(eager: false, StorageLevel.DISK_ONLY, Cancel)).RowsAsync());
        Assert.Equal(3, spark.Range(3).Checkpoint().Count());

        var id = Forgotten(spark);
        var gone = false;
        for (var i = 0; i < 100 && !gone; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50, Cancel);
            // A plan id of its own each time: the server remembers what it analyzed.
            var again = new DataFrame(spark, SparkSession.NewRelation(relation => relation.CachedRemoteRelation = new() { RelationId = id }));
            try
            {
                await again.ColumnsAsync(Cancel);
            }
            catch (SparkException failure) when (failure.Message.Contains(id))
            {
                gone = true;
            }
        }
        Assert.True(gone);
        Assert.Equal(["0", "1", "2"], await rows.RowsAsync());
    }

    [Fact]
    public async Task Metrics_of_rows_are_observed_while_they_pass()
    {
        await using var spark = await server.SessionAsync();
        var observation = new Observation("sizes");
        var rows = spark.Range(10).Observe(observation, Count("id").As("rows"), Max("id").As("most"), Lit("x").As("text"), Max(Col("id").Cast("decimal(10,2)")).As("exact"));
        Assert.Equal(5, (await rows.Where("id >= 5").RowsAsync()).Length);
        var metrics = await observation.GetAsync(Cancel);
        Assert.Equal((10L, 9L, "x", 9.00m), (metrics["rows"], metrics["most"], metrics["text"], metrics["exact"]));
        Assert.Same(metrics, observation.Get());
        Assert.Equal("sizes", observation.Name);
        Assert.Throws<InvalidOperationException>(() => rows.Observe(observation, Count("id").As("again")));

        var written = new Observation();
        spark.Range(7).Observe(written, Count("id").As("rows")).Write().Format("noop").Mode("overwrite").Save();
        Assert.Equal(7L, written.Get()["rows"]);
        Assert.Equal(3, (await spark.Range(3).Observe("named", Count("id").As("rows")).RowsAsync()).Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Forgotten(SparkSession spark) => spark.Range(2).LocalCheckpoint().Relation.CachedRemoteRelation.RelationId;
}
