namespace DistributedML.Tests.Spark;

/// <summary>Every type and member of Microsoft.Spark's listing is there, with its signature.</summary>
public class ApiTests
{
    /// <summary>Classes, and the beginnings of members, that are still being written.</summary>
    static readonly string[] Pending =
    [
        "Microsoft.Spark.Broadcast<T>", "Microsoft.Spark.SparkConf", "Microsoft.Spark.SparkContext", "Microsoft.Spark.SparkFiles",
        "Microsoft.Spark.Sql.ArrowFunctions", "Microsoft.Spark.Sql.Builder", "Microsoft.Spark.Sql.Catalog.Catalog",
        "Microsoft.Spark.Sql.Catalog.Database", "Microsoft.Spark.Sql.Catalog.Function", "Microsoft.Spark.Sql.Catalog.Table",
        "Microsoft.Spark.Sql.DataFrame", "Microsoft.Spark.Sql.DataFrameFunctions", "Microsoft.Spark.Sql.DataFrameStatFunctions",
        "Microsoft.Spark.Sql.DataFrameUdfRegistrationExtensions", "Microsoft.Spark.Sql.IForeachWriter",
        "Microsoft.Spark.Sql.RelationalGroupedDataset", "Microsoft.Spark.Sql.RuntimeConfig", "Microsoft.Spark.Sql.SparkSession",
        "Microsoft.Spark.Sql.Streaming.DataStreamWriter", "Microsoft.Spark.Sql.UdfRegistration", "Microsoft.Spark.Sql.UdfRegistrationExtensions",
        "Microsoft.Spark.Sql.Functions: static Udf",
    ];

    [Fact]
    public void The_listing_is_read_whole()
    {
        var classes = ApiFile.Read().ToArray();
        Assert.Equal(64, classes.Length);
        var functions = Assert.Single(classes, type => type.Name == "Microsoft.Spark.Sql.Functions");
        Assert.Equal(22, functions.Members.Count(member => member.Name == "Udf"));
        Assert.Equal(8, functions.Members.Count(member => member.Name == "Atan2"));
        Assert.Contains("static operator <=(Column, object) : Column", classes.Single(type => type.Name.EndsWith(".Column", StringComparison.Ordinal)).Members.Select(member => member.ToString()));
    }

    [Fact]
    public void No_signature_is_missing()
    {
        var missing = ApiFile.Read()
            .SelectMany(type => ApiMatch.Find(type) is { } found
                ? type.Members.Where(member => !ApiMatch.Has(found, member)).Select(member => $"{type.Name}: {member}")
                : [type.Name])
            .Where(line => !Pending.Any(part => line == part || line.StartsWith(part + (part.Contains(':') ? "(" : ":"), StringComparison.Ordinal)));
        Assert.Empty(missing);
    }
}
