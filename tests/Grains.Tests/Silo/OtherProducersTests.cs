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

    [Fact]
    public async Task Compressed_batches_are_read_and_a_tombstone_is_a_dead_letter()
    {
        await using var silo = await Start("compressed");
        var rows = Shop.Rows(200);
        foreach (var (part, compression) in rows.Chunk(50).Zip([CompressionType.Gzip, CompressionType.Snappy, CompressionType.Lz4, CompressionType.Zstd]))
        {
            var settings = new ProducerConfig { BootstrapServers = silo.Broker.Bootstrap, Partitioner = Partitioner.Murmur2Random, CompressionType = compression };
            using var producer = new ProducerBuilder<byte[], byte[]>(settings).Build();
            foreach (var row in part) producer.Produce("compressed.items", Message(row));
            producer.Produce("compressed.items", new() { Key = Encoding.UTF8.GetBytes(part[0].Item), Value = null! });
            producer.Flush(Cancel);
        }
        await Shop.WaitFor(silo.Deployments, 204);
        var items = Items(await Shop.All(silo.Deployments)).ToList();
        Assert.Equal((200, 4), (items.Sum(shard => shard.Events), items.Sum(shard => shard.DeadLetters)));
    }

    [Fact]
    public async Task A_dead_letter_keeps_the_headers_of_its_event_and_cuts_what_is_too_long()
    {
        await using var silo = await Start("headers");
        using (var producer = Producers.Create(silo.Broker.Bootstrap, 4 << 20))
        {
            foreach (var length in (int[])[3, 200_000])
            {
                var headers = new Headers { { "trace", [1, 2] }, { "trace", null }, { DeadLetters.Reason, new byte[length] } };
                await producer.ProduceAsync("headers.items", new() { Key = "k"u8.ToArray(), Value = "hello"u8.ToArray(), Headers = headers }, Cancel);
            }
        }
        await Shop.WaitFor(silo.Deployments, 2);
        var settings = new ConsumerConfig(silo.Broker.Connection.ClientSettings()) { GroupId = "headers-test", AutoOffsetReset = AutoOffsetReset.Earliest };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(settings).Build();
        consumer.Assign(new TopicPartitionOffset("headers.items" + Broker.DeadLetterSuffix, 0, Offset.Beginning));
        var kept = consumer.Consume(TimeSpan.FromSeconds(30)).Message.Headers;
        Assert.Equal(
            ["trace", "trace", "reason", "reason", "source.topic", "source.partition", "source.offset"], kept.Select(header => header.Key));
        Assert.Equal([[1, 2], null, new byte[3]], kept.Take(3).Select(header => header.GetValueBytes()));
        Assert.StartsWith("the event is not JSON", Encoding.UTF8.GetString(kept.GetLastBytes(DeadLetters.Reason)), StringComparison.Ordinal);
        var cut = consumer.Consume(TimeSpan.FromSeconds(30)).Message.Headers;
        Assert.Equal(["cut.headers", "reason", "source.topic", "source.partition", "source.offset"], cut.Select(header => header.Key));
        Assert.Equal("3", Encoding.UTF8.GetString(cut.GetLastBytes(DeadLetters.CutHeaders)));
    }

    public void Dispose() => _work.Dispose();

    async Task<DmlSilo> Start(string topics) => await DmlSilo.StartAsync(Shop.Options(_work.Path, topics) with { Bootstrap = (await kafka.Broker()).Bootstrap }, Cancel);

    static IEnumerable<ShardStatus> Items(IEnumerable<ShardStatus> shards) => shards.Where(shard => shard.Deployment == "items");

    static Message<byte[], byte[]> Message(ShopRow row) => new() { Key = Encoding.UTF8.GetBytes(row.Item), Value = Encoding.UTF8.GetBytes(row.Json) };
}
