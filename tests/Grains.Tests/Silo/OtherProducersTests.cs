using System.Text;
using Confluent.Kafka;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Silo;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>What other programs do to the topics of a deployment.</summary>
public sealed class OtherProducersTests(LocalKafka kafka) : IDisposable
{
    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_producer_that_partitions_in_another_way_is_named_and_the_deployment_is_not_ready()
    {
        await using var silo = await Start("crc");
        using (var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = silo.Broker.Bootstrap }).Build())
        {
            foreach (var row in Shop.Rows(200)) await producer.ProduceAsync("crc.items", Message(row), Cancel);
        }
        await Shop.Until(silo.Deployments, shards => Items(shards).Sum(shard => shard.Events + shard.DeadLetters) == 200);
        var problem = Items(await Shop.All(silo.Deployments)).Select(shard => shard.Error).First(error => error is not null)!;
        Assert.Contains("of the newest events went to the dead letters", problem, StringComparison.Ordinal);
        Assert.Contains("librdkafka's own partitioner (consistent_random, CRC32) puts it: set the producer's partitioner to murmur2_random", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_marks_of_transactions_and_aborted_events_are_no_lag()
    {
        await using var silo = await Start("transactions");
        using (var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = silo.Broker.Bootstrap,
            TransactionalId = "transactions-test",
            Partitioner = Partitioner.Murmur2Random,
        }).Build())
        {
            producer.InitTransactions(TimeSpan.FromSeconds(30));
            foreach (var (rows, committed) in Shop.Rows(40).Chunk(20).Zip([true, false]))
            {
                producer.BeginTransaction();
                foreach (var row in rows) producer.Produce("transactions.items", Message(row));
                producer.Flush(Cancel);
                if (committed) producer.CommitTransaction(TimeSpan.FromSeconds(30));
                else producer.AbortTransaction(TimeSpan.FromSeconds(30));
            }
        }
        await Shop.Until(silo.Deployments, shards => Items(shards).Sum(shard => shard.Events) == 20 && Items(shards).All(shard => shard is { Lag: 0, EndOffset: > 0 }));
    }

    [Fact]
    public async Task A_dead_letter_whose_reason_is_as_long_as_the_event_is_sent_once_and_the_next_events_are_learned()
    {
        await using var silo = await Start("long");
        var rows = Shop.Rows(20);
        using (var producer = Producers.Create(silo.Broker.Bootstrap, 4 << 20))
        {
            var json = rows[0].Json.Replace($"\"invoice\":\"{rows[0].Invoice}\"", $"\"invoice\":\"{new string('R', 990_000)}\"", StringComparison.Ordinal);
            foreach (var value in (string[])["hello", json])
                await producer.ProduceAsync("long.items", new() { Key = Encoding.UTF8.GetBytes(rows[0].Item), Value = Encoding.UTF8.GetBytes(value) }, Cancel);
        }
        await Shop.Replay(silo, rows);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows) + 2);
        var letters = await ((RemoteBroker)silo.Broker).GetOffsets("long.items" + Broker.DeadLetterSuffix, Cancel);
        Assert.Equal(2, letters.Values.Sum(partition => partition.End));
    }

    public void Dispose() => _work.Dispose();

    async Task<DmlSilo> Start(string topics) => await DmlSilo.StartAsync(Shop.Options(_work.Path, topics) with { Bootstrap = (await kafka.Broker()).Bootstrap }, Cancel);

    static IEnumerable<ShardStatus> Items(IEnumerable<ShardStatus> shards) => shards.Where(shard => shard.Deployment == "items");

    static Message<byte[], byte[]> Message(ShopRow row) => new() { Key = Encoding.UTF8.GetBytes(row.Item), Value = Encoding.UTF8.GetBytes(row.Json) };
}
