using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using DistributedML.Grains.Api;
using DistributedML.Grains.Silo;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;
using DistributedML.Streams.Native;

namespace DistributedML.Tests.Grains.Silo;

public sealed class MockSiloTests : IDisposable
{
    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_bad_event_is_a_dead_letter_with_its_reason_and_no_event_is_lost()
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "bad"), Cancel);
        var good = Shop.Rows(500);
        await Shop.Replay(silo, good);
        var row = good[0];
        (string Reason, byte[]? Json)[] bad =
        [
            ("the event is not JSON", "hello"u8.ToArray()),
            ("property quantity: expected an integer, found \"abc\"", Encoding.UTF8.GetBytes(row.Json.Replace($"\"quantity\":{row.Quantity}", "\"quantity\":\"abc\"", StringComparison.Ordinal))),
            ("property item: expected a string, found nothing", Encoding.UTF8.GetBytes(row.Json.Replace($"\"item\":\"{row.Item}\",", "", StringComparison.Ordinal))),
            ("price is -1; expected at least 0", Encoding.UTF8.GetBytes((row with { Price = -1 }).Json)),
            ("belongs to partition", Encoding.UTF8.GetBytes((row with { Item = "another" }).Json)),
            ("more than 2 days (maxDaysAhead) after", Encoding.UTF8.GetBytes((row with { Id = "far", Time = new(9999, 12, 31) }).Json)),
            ("property amount: expected a number, found 1e999", Encoding.UTF8.GetBytes(row.Json.Replace("\"cancelled\"", "\"amount\":1e999,\"cancelled\"", StringComparison.Ordinal))),
            ("property amount is 7.25; the pipeline computes ", Encoding.UTF8.GetBytes(row.Json.Replace("\"cancelled\"", "\"amount\":7.25,\"cancelled\"", StringComparison.Ordinal))),
            ("the event is empty", null),
            ("the event has 3000000 bytes", Encoding.UTF8.GetBytes(row.Json.PadRight(3_000_000))),
        ];
        var topic = silo.Runtime.Deployment("items").Stream.Topic;
        using (var producer = Producers.Create(silo.Broker.Bootstrap, 16 << 20))
        {
            for (var sent = 0; sent < bad.Length; sent++)
            {
                await Shop.WaitFor(silo.Deployments, Shop.EventsOf(good) + sent);   // the mock does not keep many large events
                var json = bad[sent].Json;
                await producer.ProduceAsync(new TopicPartition(topic, Murmur2.Partition(row.Item, 4)), new() { Key = Encoding.UTF8.GetBytes(row.Item), Value = json! }, Cancel);
            }
        }
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(good) + bad.Length);
        var shards = await Shop.All(silo.Deployments);
        Assert.Equal(bad.Length, shards.Sum(shard => shard.DeadLetters));
        Assert.Equal(Shop.EventsOf(good), shards.Sum(shard => shard.Events));

        var letters = Read(silo.Broker.Bootstrap, topic + Broker.DeadLetterSuffix, bad.Length);
        foreach (var ((reason, json), letter) in bad.Zip(letters.OrderBy(letter => long.Parse(Header(letter, DeadLetters.SourceOffset)!))))
        {
            Assert.Contains(reason, Header(letter, DeadLetters.Reason), StringComparison.Ordinal);
            Assert.Equal(topic, Header(letter, DeadLetters.SourceTopic));
            var cut = json is { Length: > DeadLetters.MostBytes };
            Assert.Equal(cut ? json![..DeadLetters.MostBytes] : json, letter.Message.Value);
            Assert.Equal(cut ? "3000000" : null, Header(letter, DeadLetters.CutFrom));
        }
    }

    [Fact]
    public async Task More_than_the_mock_keeps_arrives_whole_through_back_pressure_while_queries_are_answered()
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "much"), Cancel);
        var rows = Shop.Rows(40_000, perDay: 2_000).Select(row => row with { Country = new string('x', 600) }).ToList();
        Assert.True(rows.Count * 800L / 4 > silo.Broker.BytesPerPartition, "the test must send more than a partition keeps");
        var replay = Shop.Replay(silo, rows);
        var answers = 0;
        while (!replay.IsCompleted)
        {
            Assert.NotNull(await Shop.Ask(silo, "recommender", "recommendations", rows[answers % 100].Customer ?? "nobody", 5));
            _ = await Shop.Ask(silo, "forecaster", "forecasts", rows[answers % 100].Item, 7, 0.8);
            answers++;
            await Task.Delay(2, Cancel);
        }
        var report = await replay;
        Assert.True(answers > 10, $"{answers} queries were answered during the replay");
        Assert.True(report.Completed);
        Assert.Equal(rows.Count, report.Rows);
        Assert.Equal(Shop.EventsOf(rows), report.Events);
        await Shop.WaitFor(silo.Deployments, report.Events);
        Assert.Equal(0, (await Shop.All(silo.Deployments)).Sum(shard => shard.DeadLetters));
        Assert.NotNull(await Shop.Ask(silo, "forecaster", "forecasts", "total", 7, 0.8));
        Assert.NotEmpty(await silo.Deployments.LatestOutputs(5));
        Assert.Equal(10, (await silo.Deployments.SampleKeys("items", 10)).Count);
    }

    [Fact]
    public async Task A_series_of_which_no_day_is_over_is_known_and_has_no_forecast()
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "young"), Cancel);
        var rows = Shop.Rows(40);
        Assert.Equal(rows[0].Time.Date, rows[^1].Time.Date);
        await Shop.Replay(silo, rows);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
        var answer = await Shop.Ask(silo, "forecaster", "forecasts", rows[0].Item, 7, 0.8);
        Assert.Empty(answer!["history"]!.AsArray());
        Assert.Empty(answer["points"]!.AsArray());
        Assert.Null(await Shop.Ask(silo, "forecaster", "forecasts", "nothing", 7, 0.8));
    }

    [Fact]
    public async Task A_mock_cluster_started_anew_begins_at_offset_0_with_the_state_kept()
    {
        var rows = Shop.Rows(3_000);
        string[] hashes;
        await using (var first = await DmlSilo.StartAsync(Shop.Options(_work.Path, "anew"), Cancel))
        {
            await Shop.Replay(first, rows.Take(2_000));
            await Shop.WaitFor(first.Deployments, Shop.EventsOf([.. rows.Take(2_000)]));
        }
        await using (var second = await DmlSilo.StartAsync(Shop.Options(_work.Path, "anew"), Cancel))
        {
            Assert.All(await Shop.All(second.Deployments), shard => Assert.Equal(0, shard.Offset));
            await Shop.Replay(second, rows.Skip(2_000));
            await Shop.WaitFor(second.Deployments, Shop.EventsOf(rows));
            hashes = await Shop.Hashes(second);
        }
        using var otherWork = new TemporaryFolder();
        await using var undisturbed = await DmlSilo.StartAsync(Shop.Options(otherWork.Path, "anew"), Cancel);
        await Shop.Replay(undisturbed, rows);
        await Shop.WaitFor(undisturbed.Deployments, Shop.EventsOf(rows));
        Assert.Equal(await Shop.Hashes(undisturbed), hashes);
    }

    [Fact]
    public async Task The_state_does_not_depend_on_how_events_are_cut_into_batches()
    {
        var rows = Shop.Rows(3_000);
        var hashes = new List<string[]>();
        foreach (var batch in (int[])[1, 17, 256])
        {
            using var work = new TemporaryFolder();
            await using var silo = await DmlSilo.StartAsync(Shop.Options(work.Path, "cut") with { Shards = new() { BatchEvents = batch, CheckpointEvents = 10 * batch } }, Cancel);
            await Shop.Replay(silo, rows);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
            hashes.Add(await Shop.Hashes(silo));
        }
        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(hashes[0], hashes[2]);
    }

    [Fact]
    public async Task A_shard_whose_epoch_was_taken_stores_nothing_more_and_comes_back_with_what_is_stored()
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "epoch"), Cancel);
        var rows = Shop.Rows(1_000);
        await Shop.Replay(silo, rows.Take(500));
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf([.. rows.Take(500)]));
        foreach (var shard in silo.Runtime.Deployments.SelectMany(deployment => deployment.Shards)) await silo.Runtime.Checkpoints.Open(shard, Cancel);
        await Shop.Replay(silo, rows.Skip(500));
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
        Assert.All(await Shop.All(silo.Deployments), shard => Assert.Equal(3, shard.Epoch));
    }

    [Fact]
    public async Task A_replay_names_the_row_that_is_too_large_and_a_later_one_goes_on_behind_the_rows_sent()
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "large"), Cancel);
        var rows = Shop.Rows(100);
        var large = rows.ToList();
        large[60] = large[60] with { Country = new string('x', 2_000_000) };
        var exception = await Assert.ThrowsAsync<BrokerException>(() => Shop.Replay(silo, large));
        Assert.StartsWith("row 61 has 2000", exception.Message, StringComparison.Ordinal);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows[..60]));
        var stored = (await Shop.All(silo.Deployments)).ToDictionary(shard => new ShardId(shard.Deployment, shard.Partition), shard => shard.Offset);
        var report = await Shop.Replay(silo, rows, new() { AlreadyStored = stored });
        Assert.Equal((100, Shop.EventsOf(rows[60..])), (report.Rows, report.Events));
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
        var tooLarge = await Assert.ThrowsAsync<EventFormatException>(() => silo.Deployments.Send(Encoding.UTF8.GetBytes(rows[0].Json.PadRight(10_000_000)), Cancel));
        Assert.Contains("10000000 bytes", tooLarge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_posted_event_reaches_each_stream_whose_key_it_has()
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "post"), Cancel);
        var row = Shop.Rows(50).First(row => row.Customer is not null);
        var stored = await silo.Deployments.Send(Encoding.UTF8.GetBytes(row.Json), Cancel);
        Assert.Equal(["post.customers", "post.items"], stored.Select(position => position.Topic));
        stored = await silo.Deployments.Send(Encoding.UTF8.GetBytes((row with { Customer = null }).Json), Cancel);
        Assert.Equal(["post.items"], stored.Select(position => position.Topic));
        await Shop.WaitFor(silo.Deployments, 3);
        var wrong = await Assert.ThrowsAsync<EventFormatException>(() => silo.Deployments.Send("{}"u8.ToArray(), Cancel));
        Assert.Contains("property", wrong.Message, StringComparison.Ordinal);
        var detector = silo.Deployments.Models.First(model => model.Name == "anomalies");
        var score = await silo.Deployments.Ask(detector, detector.Kind.Queries.First(query => query.Name == "score"), "", [], Encoding.UTF8.GetBytes(row.Json));
        Assert.False((bool)JsonNode.Parse(score!)!["known"]!);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => silo.Deployments.GetStatus("nothing"));
    }

    [Fact]
    public async Task A_champion_that_moves_under_a_running_silo_takes_over_in_all_shards_and_no_event_is_lost_or_counted_twice()
    {
        var models = new MovingChampions();
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "moves") with { Models = models }, Cancel);
        var rows = Shop.Rows(20_000, perDay: 1_000);
        var user = rows.First(row => row is { IsSale: true, Customer: not null }).Customer!;
        Assert.Equal("recommender v1", (string)(await Shop.Ask(silo, "recommender", "recommendations", user, 3))!["model"]!);
        var replay = Shop.Replay(silo, rows, new() { Rate = 6_000 });
        await Task.Delay(1_000, Cancel);
        models.Version = 2;
        await replay;
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while ((await Shop.All(silo.Deployments)).Any(shard => shard.Models.Any(model => !model.EndsWith(" v2", StringComparison.Ordinal))))
        {
            Assert.True(DateTime.UtcNow < deadline, "the shards did not go over to the new champions");
            await Task.Delay(50, Cancel);
        }
        Assert.Equal("recommender v2", (string)(await Shop.Ask(silo, "recommender", "recommendations", user, 3))!["model"]!);
        Assert.Equal("forecaster v2", (string)(await Shop.Ask(silo, "forecaster", "forecasts", "total", 7, 0.8))!["model"]!);

        // Histories do not depend on the model: they are those of a silo in which no champion moved.
        using var otherWork = new TemporaryFolder();
        await using var steady = await DmlSilo.StartAsync(Shop.Options(otherWork.Path, "moves") with { Models = new MovingChampions() }, Cancel);
        await Shop.Replay(steady, rows);
        await Shop.WaitFor(steady.Deployments, Shop.EventsOf(rows));
        Assert.Equal((await Shop.Hashes(steady)).Where(hash => hash.StartsWith("customers", StringComparison.Ordinal)), (await Shop.Hashes(silo)).Where(hash => hash.StartsWith("customers", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_event_without_a_column_of_SQL_is_scored_by_what_SQL_makes_of_it()
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(_work.Path, "computed"), Cancel);
        var rows = Shop.Rows(2_000).ConvertAll(row => row with { Item = "20000" });
        await Shop.Replay(silo, rows);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
        var model = silo.Deployments.Models.First(one => one.Name == "anomalies");
        Task<byte[]?> Score(byte[] json) => silo.Deployments.Ask(model, model.Kind.Queries.First(query => query.Name == "score"), "", [], json);

        var row = rows.First(row => row.IsSale) with { Quantity = 90_000 };
        Assert.StartsWith("Amount 112,500.00 is ", JsonNode.Parse((await Score(Encoding.UTF8.GetBytes(row.Json)))!)!["evidence"]!.GetValue<string>());
        foreach (var amount in (string[])["", "\"amount\":null,"])
        {
            var derived = Encoding.UTF8.GetBytes(row.Json.Replace("\"amount\":112500,", amount, StringComparison.Ordinal));
            Assert.Equal(await Score(Encoding.UTF8.GetBytes(row.Json)), await Score(derived));
        }
        var refused = await Assert.ThrowsAsync<EventFormatException>(() => Score(Encoding.UTF8.GetBytes(row.Json.Replace(":112500", ":112501", StringComparison.Ordinal))));
        Assert.StartsWith("property amount is 112501; the pipeline computes 112500 by SQL (quantity * price)", refused.Message);
    }

    [Fact]
    public async Task A_reader_that_leaves_gives_way_at_once_one_that_was_killed_after_a_while_and_one_that_returns_finds_itself_displaced()
    {
        await using var broker = new MockBroker();
        await broker.EnsureTopics([new("t", 1)], Cancel);
        Task<ReaderLease> Take(string reader) => ReaderLease.TakeAsync(broker.Bootstrap, "g", "t", reader, Cancel);

        await using (await Take("a")) await Assert.ThrowsAsync<DeploymentTakenException>(() => Take("b"));
        await using (await Take("b"))
        {
        }

        using (var killed = new GroupNote(broker.Bootstrap, "g.reader", "t")) killed.Write(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), "1 a");
        await using (await Take("a"))   // its own earlier life
        {
        }
        using (var killed = new GroupNote(broker.Bootstrap, "g.reader", "t")) killed.Write(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), "1 a");
        await using var holder = await Take("b");
        using (var returned = new GroupNote(broker.Bootstrap, "g.reader", "t")) returned.Write(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), "1 a");
        Assert.Contains("read already by a, process 1", (await holder.Lost.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Message);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var options = Shop.Options(_work.Path, "port") with { Api = new ApiOptions { Url = $"http://{listener.LocalEndpoint}", Token = null } };
        var exception = await Assert.ThrowsAsync<IOException>(() => DmlSilo.StartAsync(options, Cancel));
        Assert.Contains($"{listener.LocalEndpoint}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("taken", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_named_within_seconds()
    {
        var started = DateTime.UtcNow;
        var exception = await Assert.ThrowsAsync<BrokerException>(() => DmlSilo.StartAsync(Shop.Options(_work.Path, "away") with { Bootstrap = "127.0.0.1:9" }, Cancel));
        Assert.Contains("127.0.0.1:9", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BrokerException>(() => Replayer.RunAsync("127.0.0.1:9", Shop.Pipeline("away"), [], new(), cancel: Cancel));
        Assert.True(DateTime.UtcNow - started < TimeSpan.FromSeconds(25));
    }

    public void Dispose() => _work.Dispose();

    static List<ConsumeResult<byte[], byte[]>> Read(string bootstrap, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig { BootstrapServers = bootstrap, GroupId = "test", AutoOffsetReset = AutoOffsetReset.Earliest }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, 0));
        var read = new List<ConsumeResult<byte[], byte[]>>();
        while (read.Count < count) read.Add(consumer.Consume(TimeSpan.FromSeconds(10)) ?? throw new TimeoutException($"{read.Count} of {count} dead letters came"));
        return read;
    }

    static string? Header(ConsumeResult<byte[], byte[]> letter, string name) =>
        letter.Message.Headers.TryGetLastBytes(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
