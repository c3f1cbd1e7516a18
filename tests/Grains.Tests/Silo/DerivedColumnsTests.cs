using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using DistributedML.Grains.Api;
using DistributedML.Grains.Silo;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>Columns and rules of the pipeline's SQL on events, through a silo.</summary>
public sealed class DerivedColumnsTests : IDisposable
{
    const string Given = ",\"turnover\":";
    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_and_the_events_of_a_topic_have_the_columns_that_SQL_derives()
    {
        await using var without = await Start("without");
        await using var with = await Start("with");
        for (var i = 0; i < 300; i++)
        {
            var (litres, price) = (20 + i % 7, 1.5 + i % 5 / 8.0);
            await Send(without, Sale(i, litres, price));
            await Send(with, Sale(i, litres, price, litres * price));
        }
        await Shop.WaitFor(without.Deployments, 300);
        await Shop.WaitFor(with.Deployments, 300);
        Assert.Equal(await Shop.Hashes(with), await Shop.Hashes(without));

        var derived = await Score(without, Sale(590, 9_000, 1.75));
        Assert.Equal(await Score(with, Sale(590, 9_000, 1.75, 15_750)), derived);
        Assert.Contains("Amount 15,750", derived, StringComparison.Ordinal);
        var differs = await Assert.ThrowsAsync<EventFormatException>(() => Score(without, Sale(590, 9_000, 1.75, 1)));
        Assert.Equal("property turnover is 1; the pipeline computes 15750 by SQL (litres * price): leave it out, or send that value", differs.Message);
    }

    [Fact]
    public async Task An_event_whose_column_cannot_be_computed_is_a_dead_letter_and_harms_no_other()
    {
        await using var silo = await Start("failing", "\"litres * case when pump = 'p1' then note::double else price end\"");
        await Produce(silo, "failing.pumps", [.. Enumerable.Range(0, 20).Select(i => Noted(i, "1.5")), Noted(20, "one fifty"), .. Enumerable.Range(21, 20).Select(i => Noted(i, "2"))]);
        await Shop.WaitFor(silo.Deployments, 41);
        Assert.Equal((40, 1), await Counts(silo));
        var letter = DeadLetter(silo, "failing.pumps");
        Assert.StartsWith("turnover cannot be computed of litres, pump, note, price: '", letter, StringComparison.Ordinal);
        Assert.Contains("'one fifty'", letter, StringComparison.Ordinal);
        Assert.Contains("(litres * case when pump = 'p1' then note::double else price end)", letter, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<EventFormatException>(() => silo.Deployments.Send(Encoding.UTF8.GetBytes(Noted(99, "much")), Cancel));
        Assert.Contains("'much'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_drop_or_expect_rows_hold_for_events_too()
    {
        await using var silo = await Start("rules", more: """
            drop:
              test pump: pump = 'p0' and turnover > 0
            expect:
              columns: { turnover: { max: 1000 } }
            """);
        await Produce(silo, "rules.pumps", [.. Enumerable.Range(0, 60).Select(i => Sale(i, 10, 2, pump: $"p{i % 3}")), Sale(60, 5_000, 2, pump: "p1")]);
        await Shop.Until(silo.Deployments, shards => shards.Sum(shard => shard.Offset) == 61);
        var shard = Assert.Single(await Shop.All(silo.Deployments));
        Assert.Equal((40, 20, 1), (shard.Events, shard.Dropped, shard.DeadLetters));
        Assert.Equal("turnover is 10000; expected at most 1000", DeadLetter(silo, "rules.pumps"));
        var dropped = await Assert.ThrowsAsync<EventFormatException>(() => silo.Deployments.Send(Encoding.UTF8.GetBytes(Sale(99, 10, 2, pump: "p0")), Cancel));
        Assert.Equal("the pipeline drops it: test pump", dropped.Message);
    }

    [Fact]
    public async Task A_key_that_SQL_derives_and_a_column_of_the_source_that_the_table_has_not_are_computed()
    {
        var pipeline = Parse("keys", "litres * price").Replace("pump: string, turnover", "pump: { type: string, sql: \"upper(nozzle)\" }, turnover", StringComparison.Ordinal)
            .Replace("pump: string, litres", "nozzle: string, litres", StringComparison.Ordinal);
        await using var silo = await Run(pipeline);
        await Send(silo, """{"id":"a","ts":"2025-01-01T08:00:00","nozzle":"p7","litres":10,"price":2,"note":""}""");
        await Shop.WaitFor(silo.Deployments, 1);
        Assert.Equal(["P7"], await silo.Deployments.SampleKeys("pumps", 5));
        var missing = await Assert.ThrowsAsync<EventFormatException>(() => silo.Deployments.Send("""{"id":"b","ts":"2025-01-01T08:00:00","litres":10,"price":2}"""u8.ToArray(), Cancel));
        Assert.Contains("none of the streams' keys", missing.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();

    static string Parse(string topics, string sql, string more = "") => $$"""
        name: fuel
        source: { files: "*.csv", columns: { id: string, ts: timestamp, pump: string, litres: double, price: double, note: string } }
        table:
          name: sales
          id: id
          time: ts
          columns: { id: string, ts: timestamp, pump: string, turnover: { type: double, sql: {{sql}} } }
        {{more}}
        streams: { pumps: { topic: {{topics}}.pumps, key: pump, partitions: 1 } }
        models:
          odd: { kind: anomaly-detector, stream: pumps, key: pump, amount: turnover }
        """;

    Task<DmlSilo> Start(string topics, string sql = "litres * price", string more = "") => Run(Parse(topics, sql, more));

    Task<DmlSilo> Run(string yaml) => DmlSilo.StartAsync(new()
    {
        Pipeline = PipelineFile.Parse(yaml, "p.yaml", ModelKinds.Standard.All),
        WorkFolder = Path.Combine(_work.Path, Guid.NewGuid().ToString("N")),
        KafkaHome = null,
        Api = new ApiOptions { Url = "http://127.0.0.1:0", Token = null },
    }, Cancel);

    static string Sale(int i, double litres, double price, double? turnover = null, string pump = "p1") => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":"s{{i}}","ts":"2025-01-{{1 + i / 20:00}}T{{i % 20:00}}:00:00","pump":"{{pump}}","litres":{{litres}},"price":{{price}}{{(turnover is null ? "" : Given + turnover.Value.ToString("R", CultureInfo.InvariantCulture))}}}""");

    static string Noted(int i, string note) => Sale(i, 10, 2).Replace("\"litres\"", $"\"note\":\"{note}\",\"litres\"", StringComparison.Ordinal);

    static Task Send(DmlSilo silo, string json) => silo.Deployments.Send(Encoding.UTF8.GetBytes(json), Cancel);

    static async Task Produce(DmlSilo silo, string topic, IEnumerable<string> events)
    {
        using var producer = Producers.Create(silo.Broker.Bootstrap, 1 << 20);
        foreach (var json in events)
            await producer.ProduceAsync(topic, new() { Key = Encoding.UTF8.GetBytes((string)JsonNode.Parse(json)!["pump"]!), Value = Encoding.UTF8.GetBytes(json) }, Cancel);
    }

    static async Task<string> Score(DmlSilo silo, string json)
    {
        var model = silo.Deployments.Models.First();
        return Encoding.UTF8.GetString((await silo.Deployments.Ask(model, model.Kind.Queries.First(query => query.Name == "score"), "", [], Encoding.UTF8.GetBytes(json)))!);
    }

    static async Task<(long Events, long DeadLetters)> Counts(DmlSilo silo)
    {
        var shards = await Shop.All(silo.Deployments);
        return (shards.Sum(shard => shard.Events), shards.Sum(shard => shard.DeadLetters));
    }

    static string DeadLetter(DmlSilo silo, string topic)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig(silo.Broker.Connection.ClientSettings()) { GroupId = Guid.NewGuid().ToString(), AutoOffsetReset = AutoOffsetReset.Earliest }).Build();
        consumer.Assign(new TopicPartitionOffset($"{topic}.dead-letter", 0, 0));
        var letter = consumer.Consume(TimeSpan.FromSeconds(20));
        Assert.NotNull(letter);
        return Encoding.UTF8.GetString(letter.Message.Headers.First(header => header.Key == "reason").GetValueBytes());
    }
}
