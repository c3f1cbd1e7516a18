using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Jobs.Etl.Streaming;

/// <summary>Spark's Kafka source and sink through the client, with a real broker.</summary>
public sealed class KafkaStreamTests(StreamServers servers) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("dml-kafka-").FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_topic_is_read_changed_written_to_another_and_resumed()
    {
        var broker = await servers.BrokerAsync("words", partitions: 2);
        await servers.BrokerAsync("shouts", partitions: 2);
        await using var spark = await SparkSession.Builder().Remote(await servers.SparkAsync()).CreateAsync(Cancel);
        void Send(int from, int to) => spark.Range(from, to).SelectExpr("cast(id as string) as key", "'word ' || id as value")
            .Write().Format("kafka").Option("kafka.bootstrap.servers", broker.Bootstrap).Option("topic", "words").Save();
        DataStreamReader Source() => spark.ReadStream().Format("kafka").Options(new() { ["kafka.bootstrap.servers"] = broker.Bootstrap, ["subscribe"] = "words", ["startingOffsets"] = "earliest" });
        async Task<StreamingQuery> FlowAsync()
        {
            var query = Source().Option("maxOffsetsPerTrigger", 4L).Load().Select(Col("key"), Upper(Col("value").Cast("string")).As("value")).WriteStream()
                .Format("kafka").Option("kafka.bootstrap.servers", broker.Bootstrap).Option("topic", "shouts").Option("checkpointLocation", Path.Combine(_folder, "shouts"))
                .Trigger(Trigger.AvailableNow()).Start();
            await query.AwaitTerminationAsync(Cancel);
            return query;
        }
        string[] Shouts() => [.. spark.Read().Format("kafka").Option("kafka.bootstrap.servers", broker.Bootstrap).Option("subscribe", "shouts").Load()
            .SelectExpr("cast(key as string)", "cast(value as string)", "topic", "timestamp is not null").Collect().Select(row => row.ToString()).Order()];

        Send(0, 10);
        var first = await FlowAsync();
        Assert.Equal(Enumerable.Range(0, 10).Select(id => $"[{id},WORD {id},shouts,true]"), Shouts(), StringComparer.OrdinalIgnoreCase);
        var progress = first.RecentProgress().Where(batch => batch.NumInputRows > 0).ToList();
        Assert.True(progress.Count >= 3);
        Assert.Equal(10, progress.Sum(batch => batch.NumInputRows));
        Assert.Contains("Subscribe[words]", progress[^1].Sources.Single().Description);
        Assert.Contains("\"words\"", progress[^1].Sources.Single().EndOffset);

        Send(10, 12);
        await FlowAsync();
        Assert.Equal(12, Shouts().Length);

        var target = Path.Combine(_folder, "lengths");
        var lengths = Source().Load().SelectExpr("cast(value as string) as value").WriteStream().Option("checkpointLocation", Path.Combine(_folder, "batches")).Trigger(Trigger.AvailableNow())
            .ForeachBatch((batch, number) => batch.MapRows<string, int>(word => word.Length).Write().Mode("append").Parquet(target)).Start();
        await lengths.AwaitTerminationAsync(Cancel);
        Assert.Equal([6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7], spark.Read().Parquet(target).Collect().Select(row => row.GetAs<int>(0)).Order());
    }
}
