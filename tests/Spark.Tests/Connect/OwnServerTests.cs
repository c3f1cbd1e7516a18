using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;

namespace DistributedML.Tests.Spark.Connect;

/// <summary>What a session does with a server that was started for it.</summary>
public class OwnServerTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Streams_to_the_console_are_seen_on_the_programs_output()
    {
        await using var spark = await SessionAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "numbers.csv"), "42\n", Cancel);
        var output = new StringWriter();
        spark.Server!.Output = TextWriter.Synchronized(output);
        var query = spark.ReadStream().Schema("n INT").Csv(folder.Path).WriteStream().Format("console").Trigger(Trigger.AvailableNow()).Start();
        await query.AwaitTerminationAsync(Cancel);
        await spark.DisposeAsync();
        var rule = new string('-', 43);
        Assert.Equal($"{rule}\nBatch: 0\n{rule}\n+---+\n|  n|\n+---+\n| 42|\n+---+\n\n", output.ToString());
    }

    [Fact]
    public async Task Checkpoints_go_to_the_folder_that_is_set_and_those_before_are_kept()
    {
        await using var spark = await SessionAsync();
        using var folder = new TemporaryFolder();
        var (first, second) = (Path.Combine(folder.Path, "first"), Path.Combine(folder.Path, "deeper", "second"));
        var own = spark.Range(2).Checkpoint();
        spark.SparkContext.SetCheckpointDir(first);
        Assert.Equal(first, spark.SparkContext.GetCheckpointDir());
        var one = spark.Range(3).Checkpoint();
        Assert.Single(Directory.GetDirectories(Directory.GetDirectories(first).Single(), "rdd-*"), path => Directory.ResolveLinkTarget(path, false) is null);
        await using var other = spark.NewSession();
        other.SparkContext.SetCheckpointDir(new Uri(second).AbsoluteUri);
        var two = other.Range(4).Checkpoint();
        Assert.Single(Directory.GetDirectories(Directory.GetDirectories(second).Single(), "rdd-*"), path => Directory.ResolveLinkTarget(path, false) is null);
        spark.SparkContext.SetCheckpointDir(first);
        var three = spark.Range(5).Checkpoint();
        Assert.Equal([2, 3, 4, 5], [own.Count(), one.Count(), two.Count(), three.Count()]);
    }

    static Task<SparkSession> SessionAsync()
    {
        Assert.SkipWhen(SparkServer.Home is null, "SPARK_HOME names no Spark distribution");
        return SparkSession.Builder().Config("spark.remote", "").Master("local[2]").CreateAsync(Cancel);
    }
}
