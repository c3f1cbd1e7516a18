using Microsoft.Spark;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Frames;

/// <summary>Tables of a real PostgreSQL, by JDBC and as a catalog of Spark.</summary>
public class DatabaseTests(SparkServer server)
{
    [Fact]
    public async Task Tables_are_written_and_read_by_JDBC_and_as_a_catalog()
    {
        await using var database = await PostgresServer.StartAsync(TestContext.Current.CancellationToken);
        await using var spark = await server.SessionAsync();
        var (url, properties) = (database.Url, database.Properties);

        var rows = spark.Sql("""
            select * from values
              (1L, 'Ada', date'2026-01-02', timestamp'2026-01-02 03:04:05.678901', 12.50, 0.1D, true, X'00FF'),
              (2L, 'é''"', null, null, -0.01, double('NaN'), false, X''),
              (3L, null, date'1500-01-01', timestamp'1969-12-31 23:59:59', null, null, null, null)
            as t(id, name, day, time, money, ratio, flag, bytes)
            """).WithColumn("money", Col("money").Cast("decimal(20,4)"));
        rows.Write().Jdbc(url, "typed", properties);
        var back = spark.Read().Jdbc(url, "typed", properties);
        Assert.Equal(await rows.SortedRowsAsync(), await back.SortedRowsAsync());
        Assert.Equal(rows.DTypes(), back.DTypes());
        Assert.Contains("'typed' already exists", Assert.Throws<SparkException>(() => rows.Write().Jdbc(url, "typed", properties)).Message);
        rows.Write().Mode(SaveMode.Append).Jdbc(url, "typed", properties);
        Assert.Equal(6, back.Count());

        var numbers = spark.Range(0, 1000, 1, 4).WithColumn("part", Col("id") % 10);
        numbers.Write().Mode(SaveMode.Overwrite).Option("batchsize", 100).Jdbc(url, "numbers", properties);
        numbers.Write().Mode(SaveMode.Overwrite).Jdbc(url, "numbers", properties);
        foreach (var read in (DataFrame[])
        [
            spark.Read().Jdbc(url, "numbers", "id", 0, 1000, 4, properties),
            spark.Read().Jdbc(url, "numbers", ["part < 3", "part >= 3 and part < 6", "part >= 6"], properties),
            spark.Read().Format("jdbc").Option("url", url).Options(properties).Option("query", "select id, part from numbers").Load(),
        ])
            Assert.Equal((1000, 499_500L), read.Agg(Count(Lit(1)).Cast("int"), Sum("id")).As<(int, long)>().First());
        Assert.Equal([4, 3], ((DataFrame[])[spark.Read().Jdbc(url, "numbers", "id", 0, 1000, 4, properties), spark.Read().Jdbc(url, "numbers", ["part < 3", "part >= 3 and part < 6", "part >= 6"], properties)])
            .Select(read => read.Select(SparkPartitionId()).Distinct().Count()));

        Assert.Contains("password authentication failed", Assert.Throws<SparkException>(() => spark.Read().Jdbc(url, "numbers", new() { ["user"] = PostgresServer.User, ["password"] = "wrong" }).Count()).ToString());
        Assert.Contains("relation \"nothing\" does not exist", Assert.Throws<SparkException>(() => spark.Read().Jdbc(url, "nothing", properties).Columns()).ToString());

        spark.Conf().Set("spark.sql.catalog.pg", "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog");
        foreach (var (key, value) in properties.Append(new("url", url)).Append(new("driver", "org.postgresql.Driver"))) spark.Conf().Set($"spark.sql.catalog.pg.{key}", value);
        WriteByCatalog(spark, numbers);
    }

    static void WriteByCatalog(SparkSession spark, DataFrame numbers)
    {
        const string Table = "pg.public.v2";
        long Rows() => spark.Table(Table).Count();
        numbers.WriteTo(Table).Create();
        Assert.Equal(1000, Rows());
        Assert.Contains("TABLE_OR_VIEW_ALREADY_EXISTS", Assert.Throws<SparkException>(() => numbers.WriteTo(Table).Create()).Message);
        numbers.Limit(10).WriteTo(Table).Append();
        Assert.Equal(1010, Rows());
        numbers.Limit(20).WriteTo(Table).Overwrite(Lit(true));
        Assert.Equal(20, Rows());
        numbers.Limit(30).WriteTo(Table).CreateOrReplace();
        Assert.Equal(30, Rows());
        numbers.Limit(40).WriteTo(Table).Replace();
        Assert.Equal(40, Rows());
        // What a source cannot do is the server's to say.
        foreach (var write in (Action[])
        [
            () => numbers.WriteTo(Table).Overwrite(Col("part") == 1),
            () => numbers.WriteTo(Table).OverwritePartitions(),
            () => numbers.As("s").MergeInto(Table, Col("s.id") == Col("v2.id")).WhenMatched().Delete().Merge(),
        ])
            Assert.Equal("UNSUPPORTED_FEATURE.TABLE_OPERATION", Assert.Throws<SparkException>(write).ErrorClass);
        Assert.Equal(40, Rows());
        spark.Sql($"drop table {Table}");
    }
}
