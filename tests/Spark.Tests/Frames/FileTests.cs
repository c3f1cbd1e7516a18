using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Frames;

public class FileTests(SparkServer server)
{
    static readonly StructType Columns = new([new StructField("id", new IntegerType()), new StructField("name", new StringType())]);

    [Fact]
    public async Task Every_format_gives_the_rows_back()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        string Path(string name) => System.IO.Path.Combine(folder.Path, name);
        var rows = spark.Sql("select * from values (1, 'one'), (2, 'two, 2'), (3, null) as t(id, name)").Coalesce(1);
        string[] expected = ["1 one", "2 two, 2", "3 NULL"];

        rows.Write().Parquet(Path("parquet"));
        Assert.Equal(expected, await spark.Read().Parquet(Path("parquet")).SortedRowsAsync());
        rows.Write().Orc(Path("orc"));
        Assert.Equal(expected, await spark.Read().Orc(Path("orc")).SortedRowsAsync());
        rows.Write().Json(Path("json"));
        Assert.Equal(expected, await spark.Read().Schema(Columns).Json(Path("json")).SortedRowsAsync());
        rows.Write().Option("header", true).Option("sep", ";").Csv(Path("csv"));
        var csv = new Dictionary<string, string> { ["header"] = "true", ["sep"] = ";" };
        Assert.Equal(expected, await spark.Read().Options(csv).Schema("id INT, name STRING").Csv(Path("csv")).SortedRowsAsync());
        rows.Write().Option("rowTag", "row").Xml(Path("xml"));
        Assert.Equal(expected, await spark.Read().Option("rowTag", "row").Schema(Columns).Xml(Path("xml")).SortedRowsAsync());
        rows.Select("name").Where("name is not null").Write().Text(Path("text"));
        Assert.Equal(["one", "two, 2"], await spark.Read().Text(Path("text")).SortedRowsAsync());
        rows.Write().Format("parquet").Options(new() { ["compression"] = "gzip" }).Save(Path("saved"));
        Assert.Contains(Directory.EnumerateFiles(Path("saved")), file => file.EndsWith(".gz.parquet"));
        Assert.Equal(expected, await spark.Read().Format("parquet").Load(Path("saved")).SortedRowsAsync());
        Assert.Equal(6, (await spark.Read().Load(Path("saved"), Path("parquet")).RowsAsync()).Length);
        rows.Write().Format("noop").Mode(SaveMode.Overwrite).Save();
        Assert.Equal(["1 0.5 7 true"], await spark.Read().Option("samplingRatio", 1.0).Option("maxColumns", 100L).Option("inferSchema", true)
            .Csv(spark.Sql("select '1,0.5,7,true' as line")).RowsAsync());
        Assert.Equal(["1 x"], await spark.Read().Json(spark.Sql("""select '{"a":1,"b":"x"}' as text""")).RowsAsync());
        Assert.Equal(["1 one"], await spark.Read().Schema(Columns).Option("rowTag", "r").Xml(spark.Sql("select '<r><id>1</id><name>one</name></r>' as text")).RowsAsync());
    }

    [Fact]
    public async Task Modes_say_what_happens_to_rows_that_are_there()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "rows");
        var rows = spark.Range(2);

        rows.Write().Mode("overwrite").Parquet(path);
        rows.Write().Mode(SaveMode.Append).Parquet(path);
        Assert.Equal(4, (await spark.Read().Parquet(path).RowsAsync()).Length);
        rows.Write().Mode("ignore").Parquet(path);
        Assert.Equal(4, (await spark.Read().Parquet(path).RowsAsync()).Length);
        foreach (var mode in (string[])["error", "errorifexists", "default"])
            Assert.Contains("PATH_ALREADY_EXISTS", Assert.Throws<SparkException>(() => rows.Write().Mode(mode).Parquet(path)).Message);
        Assert.Contains("errorifexists", Assert.Throws<ArgumentException>(() => rows.Write().Mode("perhaps")).Message);
        await rows.Write().Mode(SaveMode.Overwrite).ParquetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await spark.Read().Parquet(path).RowsAsync()).Length);
    }

    [Fact]
    public async Task Partitions_are_folders_and_files_say_where_rows_are_from()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "days");
        spark.Range(6).WithColumn("day", Col("id") % 2).Write().PartitionBy("day").Parquet(path);

        Assert.Equal(["day=0", "day=1"], Directory.EnumerateDirectories(path).Select(Path.GetFileName).Order());
        var days = spark.Read().Parquet(path);
        Assert.Equal(["1", "3", "5"], await days.Where("day = 1").Select("id").SortedRowsAsync());
        Assert.All(days.InputFiles(), file => Assert.EndsWith(".parquet", file));
        Assert.NotEmpty(days.InputFiles());
        Assert.All(await days.Select(days.MetadataColumn("_metadata").GetField("file_name")).RowsAsync(), name => Assert.EndsWith(".parquet", name));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_the_servers_error()
    {
        await using var spark = await server.SessionAsync();
        const string Url = "jdbc:postgresql://127.0.0.1:1/nothing";
        var properties = new Dictionary<string, string> { ["user"] = "u", ["password"] = "p" };

        void Refused(Action work) => Assert.Matches("FAILED_JDBC.CONNECTION|refused", Assert.Throws<SparkException>(work).Message);
        Refused(() => spark.Read().Jdbc(Url, "t", properties).Columns());
        Refused(() => spark.Read().Jdbc(Url, "t", "id", 0, 10, 2, properties).Columns());
        Refused(() => spark.Read().Jdbc(Url, "t", ["id < 5", "id >= 5"], properties).Columns());
        Refused(() => spark.Range(1).Write().Jdbc(Url, "t", properties));
    }
}
