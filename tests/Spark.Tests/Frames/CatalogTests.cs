using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Frames;

public class CatalogTests(SparkServer server)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_are_written_inserted_into_and_looked_up()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        var catalog = spark.Catalog;
        var database = $"tables_{Guid.NewGuid():N}";
        Assert.Equal("spark_catalog", catalog.CurrentCatalog());
        catalog.SetCurrentCatalog("spark_catalog");
        Assert.Contains("spark_catalog NULL", await catalog.ListCatalogs().RowsAsync());
        Assert.Empty(await catalog.ListCatalogs("x*").RowsAsync());
        Assert.Equal("default", catalog.CurrentDatabase());
        Assert.False(catalog.DatabaseExists(database));
        spark.Sql($"create database {database} comment 'for tests' location '{folder.Path}/{database}'");
        Assert.True(catalog.DatabaseExists(database));
        var made = catalog.GetDatabase(database);
        Assert.Equal((database, "spark_catalog", "for tests", database), (made.Name, made.Catalog, made.Description, made.ToString()));
        Assert.EndsWith(database, made.LocationUri);
        Assert.Contains(database, await catalog.ListDatabases().Select("name").RowsAsync());
        Assert.Equal([database], await catalog.ListDatabases(database[..20] + "*").Select("name").RowsAsync());
        catalog.SetCurrentDatabase(database);
        try
        {
            var rows = spark.Sql("select * from values (1, 'a'), (2, 'b') as t(id, s)");
            rows.Write().Format("parquet").BucketBy(2, "id").SortBy("s").SaveAsTable("saved");
            rows.Write().InsertInto("saved");
            Assert.Equal(["1 a", "1 a", "2 b", "2 b"], await spark.Table("saved").SortedRowsAsync());
            Assert.Contains("Num Buckets 2", string.Join('\n', await spark.Sql("describe extended saved").RowsAsync()));
            Assert.Contains("ALREADY_EXISTS", Assert.Throws<SparkException>(() => rows.Write().SaveAsTable("saved")).Message);

            rows.WriteTo("direct").Using("parquet").Option("compression", "gzip").Option("a", true).Option("b", 1L).Option("c", 0.5).Options([])
                .TableProperty("team", "etl").PartitionedBy(Col("s")).Create();
            Assert.Equal(["1 a", "2 b"], await spark.Table("direct").SortedRowsAsync());
            Assert.Contains("s NULL string true true", string.Join('\n', await catalog.ListColumns("direct").RowsAsync()));
            Assert.Contains("team", string.Join('\n', await spark.Sql("show tblproperties direct").RowsAsync()));
            // Files have no table operations of the second version beyond these: the server says so by itself.
            Assert.Throws<SparkException>(() => rows.WriteTo("direct").Append());
            Assert.Throws<SparkException>(() => rows.WriteTo("direct").Overwrite(Col("id") == 1));
            Assert.Throws<SparkException>(() => rows.WriteTo("direct").OverwritePartitions());
            Assert.Throws<SparkException>(() => rows.WriteTo("nothing").Using("parquet").Replace());
            Assert.Throws<SparkException>(() => rows.WriteTo("clustered").Using("parquet").ClusterBy("id").WithSchemaEvolution().Replace());
            var merge = rows.MergeInto("direct", Col("direct.id") == 1)
                .WhenMatched(Col("direct.id") == 2).Update(new Dictionary<string, Column> { ["s"] = Lit("x") })
                .WhenMatched().UpdateAll()
                .WhenMatched().Delete()
                .WhenNotMatched(Col("id") > 1).Insert(new Dictionary<string, Column> { ["id"] = Col("id") })
                .WhenNotMatched().InsertAll()
                .WhenNotMatchedBySource(Col("direct.id") > 3).Update(new Dictionary<string, Column> { ["s"] = Lit("y") })
                .WhenNotMatchedBySource().Delete()
                .WithSchemaEvolution();
            Assert.Contains("MERGE", Assert.Throws<SparkException>(merge.Merge).Message.ToUpperInvariant());
            Assert.Throws<InvalidOperationException>(() => rows.MergeInto("direct", Lit(true)).Merge());
            var subquery = Col("id").IsIn(spark.Range(3));
            Assert.Contains("no subquery in a merge", Assert.Throws<NotSupportedException>(() => rows.MergeInto("direct", Lit(true)).WhenMatched(subquery).Delete()).Message);
            Assert.Contains("no subquery in the condition of an overwrite", Assert.Throws<NotSupportedException>(() => rows.WriteTo("direct").Overwrite(subquery)).Message);

            Assert.True(catalog.TableExists("saved"));
            Assert.True(catalog.TableExists(database, "saved"));
            Assert.False(catalog.TableExists("nothing"));
            var table = catalog.GetTable("saved");
            Assert.Equal(("saved", "spark_catalog", database, "MANAGED", false), (table.Name, table.Catalog, table.Database, table.TableType, table.IsTemporary));
            Assert.Equal(table.ToString(), catalog.GetTable(database, "saved").Name);
            Assert.Equal(["direct", "saved"], await catalog.ListTables().Select("name").SortedRowsAsync());
            Assert.Equal(["direct", "saved"], await catalog.ListTables(database).Select("name").SortedRowsAsync());
            Assert.Equal(["saved"], await catalog.ListTables(database, "sa*").Select("name").RowsAsync());
            Assert.Equal(["id", "s"], await catalog.ListColumns(database, "saved").Select("name").RowsAsync());

            await ManageAsync(spark, folder.Path);
        }
        finally
        {
            catalog.SetCurrentDatabase("default");
            catalog.DropDatabase(database, ifExists: true, cascade: true);
        }
        Assert.False(catalog.DatabaseExists(database));
        catalog.CreateDatabase(database, ifNotExists: true, new Dictionary<string, string> { ["comment"] = "again" });
        Assert.Equal("again", catalog.GetDatabase(database).Description);
        await catalog.DropDatabaseAsync(database, cancel: Cancel);
    }

    [Fact]
    public async Task Functions_are_looked_up()
    {
        await using var spark = await server.SessionAsync();
        var catalog = spark.Catalog;
        Assert.True(catalog.FunctionExists("abs"));
        Assert.False(catalog.FunctionExists("default", "no_such_function"));
        var abs = catalog.GetFunction("abs");
        Assert.Equal(("abs", true, "abs"), (abs.Name, abs.IsTemporary, abs.ToString()));
        Assert.EndsWith("Abs", abs.ClassName);
        Assert.NotNull(abs.Description);
        Assert.Null(abs.Database);
        Assert.Null(abs.Catalog);
        spark.Sql("create temporary function doubled(x int) returns int return x * 2");
        Assert.Throws<SparkException>(() => catalog.GetFunction("default", "no_such_function"));
        Assert.Contains("abs", await catalog.ListFunctions().Select("name").RowsAsync());
        Assert.Contains("abs", await catalog.ListFunctions("default").Select("name").RowsAsync());
        Assert.Equal(["doubled"], await catalog.ListFunctions("default", "doubled").Select("name").RowsAsync());
    }

    static async Task ManageAsync(SparkSession spark, string folder)
    {
        var catalog = spark.Catalog;
        Assert.False(catalog.IsCached("saved"));
        catalog.CacheTable("saved");
        Assert.True(catalog.IsCached("saved"));
        catalog.UncacheTable("saved");
        catalog.CacheTable("saved", StorageLevel.DISK_ONLY);
        catalog.ClearCache();
        Assert.False(await catalog.IsCachedAsync("saved", Cancel));
        catalog.RefreshTable("saved");
        catalog.RefreshByPath(folder);
        catalog.RecoverPartitions("direct");
        Assert.Equal(["s=a", "s=b"], await catalog.ListPartitions("direct").SortedRowsAsync());
        Assert.Contains("team etl", string.Join('\n', await catalog.GetTableProperties("direct").RowsAsync()));
        Assert.Contains("CREATE TABLE", catalog.GetCreateTableString("direct"));
        catalog.AnalyzeTable("saved", noScan: true);
        catalog.TruncateTable("saved");
        Assert.Empty(await spark.Table("saved").RowsAsync());

        var files = Path.Combine(folder, "files");
        spark.Range(2).Write().Parquet(files);
        var options = new Dictionary<string, string> { ["path"] = files };
        var columns = new StructType([new StructField("id", new LongType())]);
        Assert.Equal(["0", "1"], await catalog.CreateTable("t1", files).SortedRowsAsync());
        Assert.Equal(["0", "1"], await catalog.CreateTable("t2", files, "parquet").SortedRowsAsync());
        Assert.Equal(["0", "1"], await catalog.CreateTable("t3", "parquet", options).SortedRowsAsync());
        Assert.Equal(["0", "1"], await catalog.CreateTable("t4", "parquet", "described", options).SortedRowsAsync());
        Assert.Equal("described", catalog.GetTable("t4").Description);
        Assert.Equal(["0", "1"], await catalog.CreateTable("t5", "parquet", columns, options).SortedRowsAsync());
        Assert.Empty(await catalog.CreateTable("t6", "parquet", columns, "empty", new Dictionary<string, string>()).RowsAsync());
        catalog.DropTable("t6");
        catalog.DropTable("t6", ifExists: true);
        Assert.Throws<SparkException>(() => catalog.DropTable("t6"));

        spark.Range(1).CreateTempView("passing");
        Assert.True(catalog.DropTempView("passing"));
        Assert.False(catalog.DropTempView("passing"));
        Assert.False(catalog.DropGlobalTempView("passing"));
        spark.Sql("create view lasting as select 1 as one");
        Assert.Contains("lasting", string.Join('\n', await catalog.ListViews().RowsAsync()));
        catalog.DropView("lasting");
        Assert.False(catalog.TableExists("lasting"));
    }
}
