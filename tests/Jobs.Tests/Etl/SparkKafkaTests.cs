using DistributedML.Grains.Kafka;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>Spark's Kafka source and sink from C#, against a real broker.</summary>
public sealed class SparkKafkaTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("dml-spark-kafka-").FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Topics_are_written_and_read_in_batches_and_as_streams()
    {
        var home = Environment.GetEnvironmentVariable(BrokerOptions.HomeVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(home), "KAFKA_HOME names no Kafka distribution");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SPARK_HOME") is null, "SPARK_HOME names no Spark distribution");
        await using var broker = await LocalBroker.StartAsync(home!, Path.Combine(_folder, "kafka"), 32 << 20, Cancel);
        await using var spark = await SparkSession.Builder().Config("spark.remote", "").Master("local[2]").CreateAsync(Cancel);

        await broker.EnsureTopics([new("sales", 3), new("loud", 2)], Cancel);
        var sales = spark.Range(0, 1000, 1, 2).Select(Concat(Lit("key"), Col("id") % 7).As("key"), ToJson(Struct(Col("id"), (Col("id") * 2).As("amount"))).As("value"));
        sales.Write().Format("kafka").Option("kafka.bootstrap.servers", broker.Bootstrap).Option("topic", "sales").Save();

        DataFrame Topic(string name) => spark.Read().Format("kafka").Option("kafka.bootstrap.servers", broker.Bootstrap).Option("subscribe", name).Option("startingOffsets", "earliest").Option("endingOffsets", "latest").Load();
        Assert.Equal(["key", "value", "topic", "partition", "offset", "timestamp", "timestampType"], Topic("sales").Columns());
        var read = Topic("sales").Select(Col("key").Cast("string").As("key"), FromJson(Col("value").Cast("string"), "id long, amount long").As("sale"));
        var sum = await read.GroupBy("key").Agg(Count(Lit(1)).As("n"), Sum("sale.amount").As("amount")).OrderBy("key").As<(string, long, long)>().ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(0, 1000).GroupBy(id => id % 7).Select(group => ($"key{group.Key}", group.LongCount(), group.Sum(id => 2L * id))).Order(), sum);

        // From topic to topic, through a C# function, exactly as often as there are records.
        var price = Udf<byte[], string>(value => System.Text.Encoding.UTF8.GetString(value).ToUpperInvariant());
        for (var run = 0; run < 2; run++)
        {
            spark.ReadStream().Format("kafka").Option("kafka.bootstrap.servers", broker.Bootstrap).Option("subscribe", "sales").Option("startingOffsets", "earliest").Option("maxOffsetsPerTrigger", 300).Load()
                .Select(Col("key"), price(Col("value")).As("value"))
                .WriteStream().Format("kafka").Option("kafka.bootstrap.servers", broker.Bootstrap).Option("topic", "loud").Option("checkpointLocation", Path.Combine(_folder, "checkpoint"))
                .Trigger(Trigger.AvailableNow()).Start().AwaitTermination();
        }
        Assert.Equal(1000, Topic("loud").Count());
        Assert.Equal("{\"ID\":7,\"AMOUNT\":14}", Topic("loud").Select(Col("value").Cast("string")).Filter("value like '{\"ID\":7,%'").As<string>().First());

        var none = Assert.Throws<SparkException>(() => Topic("nothing").Count());
        Assert.Contains("UnknownTopicOrPartition", none.Message);
    }
}
