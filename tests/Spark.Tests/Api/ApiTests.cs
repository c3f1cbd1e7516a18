namespace DistributedML.Tests.Spark;

/// <summary>Every type and member of Microsoft.Spark's listing is there, with its signature.</summary>
public class ApiTests
{
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
                : [type.Name]);
        if (missing.Any()) Assert.Fail(string.Join("\n", missing));
    }
}
