using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Shards;
using DistributedML.Grains.Silo;
using DistributedML.Streams;
using Microsoft.Data.Sqlite;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>
/// Partitions that are added to a topic: the state of every key, and the answer to every question, is that of a topic that had them from
/// the start.
/// </summary>
public sealed class PartitionTests(LocalKafka kafka) : IDisposable
{
    const int PerDay = 200, TrainedDays = 20, Days = 35;
    static readonly List<ShopRow> Rows = Shop.Rows(PerDay * Days, PerDay);
    static readonly List<ShopRow> Streamed = [.. Rows.Skip(PerDay * TrainedDays)];
    readonly TemporaryFolder _work = new(), _otherWork = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    public async Task Partitions_added_while_a_silo_serves_end_in_the_state_of_a_topic_that_had_them_from_the_start(int before, int after)
    {
        var topics = $"grown-{before}-{after}";
        await using var silo = await Start(_work, topics, before);
        await Send(silo.Broker, topics, Streamed[..1_000], before);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..1_000]));
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var questions = AskAllTheTime(silo, asked.Token);
        await Grow(silo.Broker, topics, after);
        await Send(silo.Broker, topics, Streamed[1_000..2_000], after);   // before the silo has seen it
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..2_000]));
        await Send(silo.Broker, topics, Streamed[2_000..], after);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed));
        await asked.CancelAsync();
        Assert.True(await questions > 0);
        Assert.All(await Shop.All(silo.Deployments), shard => Assert.Null(shard.Error));
        Assert.Equal(0, (await Shop.All(silo.Deployments)).Sum(shard => shard.DeadLetters + shard.Duplicates));
        Assert.All(await Shop.All(silo.Deployments), shard => Assert.Equal([before], shard.FormerPartitions));
        await EqualsOneThatHadThem(silo, after);
    }

    [Fact]
    public async Task Partitions_added_while_no_silo_runs_are_read_when_one_starts()
    {
        await using (var silo = await Start(_work, "asleep", 2))
        {
            await Send(silo.Broker, "asleep", Streamed[..1_000], 2);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..1_000]));
        }
        var broker = await kafka.Broker();
        await Send(broker, "asleep", Streamed[1_000..1_500], 2);
        await Grow(broker, "asleep", 3);
        await Send(broker, "asleep", Streamed[1_500..], 3);
        await using var again = await Start(_work, "asleep", 2);
        await Shop.WaitFor(again.Deployments, Shop.EventsOf(Streamed));
        await EqualsOneThatHadThem(again, 3);
    }

    [Fact]
    public async Task A_silo_that_ends_between_the_move_and_the_next_checkpoint_goes_on_with_what_was_moved()
    {
        await using (var silo = await Start(_work, "between", 2))
        {
            await Send(silo.Broker, "between", Streamed[..1_000], 2);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..1_000]));
        }
        var broker = await kafka.Broker();
        await Grow(broker, "between", 3);
        await using (var store = new SqliteCheckpointStore(Path.Combine(_work.Path, "state.db")))
        {
            foreach (var name in (string[])["customers", "items"])
            {
                var shards = new[] { await store.Open(new(name, 0), Cancel), await store.Open(new(name, 1), Cancel) };
                await store.Spread(ShardMove.Plan(name, shards, 3));
            }
        }
        await using var again = await Start(_work, "between", 2);
        await Send(broker, "between", Streamed[1_000..], 3);
        await Shop.WaitFor(again.Deployments, Shop.EventsOf(Streamed));
        await EqualsOneThatHadThem(again, 3);
    }

    [Fact]
    public async Task A_silo_that_is_killed_while_keys_move_finds_all_of_them_where_they_were_or_where_they_go()
    {
        var broker = await kafka.Broker();
        using (var child = await ChildSilo.Start(_work.Path, "slain", broker.Bootstrap))
        {
            await Send(broker, "slain", Streamed[..1_000], 4);
            await Until("select count(*) from entries where model = 'forecaster'");
            await Grow(broker, "slain", 6);
            await Send(broker, "slain", Streamed[1_000..2_000], 6);
            await Until("select count(*) from shards where partition = 5");
            child.Kill();   // SIGKILL, right after the transaction
            await child.WaitForExitAsync(Cancel);
        }
        Assert.True(Number("select count(*) from shards where partition >= 4 and epoch <= 1") > 0);
        await using var last = await DmlSilo.StartAsync(Shop.Options(_work.Path, "slain") with { Bootstrap = broker.Bootstrap }, Cancel);
        await Send(broker, "slain", Streamed[2_000..], 6);
        await Shop.WaitFor(last.Deployments, Shop.EventsOf(Streamed));
        await using var other = await DmlSilo.StartAsync(await Broker(Options(_otherWork, "slain-from-start", 6)), Cancel);
        await Send(broker, "slain-from-start", Streamed, 6);
        await Shop.WaitFor(other.Deployments, Shop.EventsOf(Streamed));
        await AreEqual(other, last);
    }

    [Fact]
    public async Task Events_of_a_producer_that_has_not_seen_the_new_partitions_are_learned_once_by_the_shards_of_their_keys()
    {
        await using (var silo = await Start(_work, "late", 2))
        {
            await Send(silo.Broker, "late", Streamed[..400], 2);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..400]));
            await Grow(silo.Broker, "late", 3);
            await Moved(silo, 6);
            await Send(silo.Broker, "late", Streamed[400..800], 2);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..800]));
            var shards = await Shop.All(silo.Deployments);
            Assert.Contains("events came where their keys belonged before partitions were added", shards[0].Note, StringComparison.Ordinal);
            Assert.Equal(0, shards.Sum(shard => shard.DeadLetters + shard.Duplicates));
            await silo.Deployments.Send(Encoding.UTF8.GetBytes(Streamed[800].Json), Cancel);   // the silo's own producer has seen them
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..801]));
            Assert.Equal(shards.Select(shard => shard.Note), (await Shop.All(silo.Deployments)).Select(shard => shard.Note));
        }
        Assert.Equal(0, Number("select count(*) from entries where key like 'late/%'"));
        await using var again = await Start(_work, "late", 2);
        await Send(again.Broker, "late", Streamed[801..], 2);
        await Shop.WaitFor(again.Deployments, Shop.EventsOf(Streamed));
        Assert.Equal(Closed, (await Histories(again)).Sum());
    }

    [Fact]
    public async Task A_silo_that_is_killed_while_shards_hand_events_to_each_other_learns_each_of_them_once()
    {
        var broker = await kafka.Broker();
        using (var child = await ChildSilo.Start(_work.Path, "handed", broker.Bootstrap))
        {
            await Grow(broker, "handed", 6);
            await Until("select count(*) > 1 from shards where partition = 5 and epoch > 0");
            var sending = Send(broker, "handed", Streamed, 4);
            await Until("select count(*) from entries where key like 'late/%'");
            child.Kill();   // SIGKILL, with events on their way
            await child.WaitForExitAsync(Cancel);
            await sending;
        }
        await using var last = await DmlSilo.StartAsync(Shop.Options(_work.Path, "handed") with { Bootstrap = broker.Bootstrap }, Cancel);
        await Shop.WaitFor(last.Deployments, Shop.EventsOf(Streamed));
        var shards = await Shop.All(last.Deployments);
        Assert.Equal(0, shards.Sum(shard => shard.DeadLetters + shard.Duplicates));
        var trained = Rows.Take(PerDay * TrainedDays).Where(row => row.IsSale).Sum(row => row.Quantity);
        Assert.Equal(Closed - trained, (await Histories(last)).Sum());
    }

    [Fact]
    public async Task A_replay_sends_to_the_partitions_that_there_are_whatever_the_pipeline_says()
    {
        var broker = await kafka.Broker();
        await broker.EnsureTopics([new("wide.items", 5), new("wide.customers", 3)], Cancel);
        await using var silo = await Start(_work, "wide", 2);
        await Shop.Replay(silo, Streamed[..400]);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..400]));
        var shards = await Shop.All(silo.Deployments);
        Assert.Equal((8, 0), (shards.Count, (int)shards.Sum(shard => shard.DeadLetters)));
        Assert.All(shards, shard => Assert.Empty(shard.FormerPartitions));
    }

    [Fact]
    public async Task An_event_that_is_sent_again_after_its_key_has_moved_is_a_duplicate()
    {
        await using var silo = await Start(_work, "twice-grown", 2);
        await Send(silo.Broker, "twice-grown", Streamed[..400], 2);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..400]));
        await Grow(silo.Broker, "twice-grown", 3);
        await Moved(silo, 6);
        await Send(silo.Broker, "twice-grown", Streamed[..400], 3);
        await Shop.WaitFor(silo.Deployments, 2 * Shop.EventsOf(Streamed[..400]));
        Assert.Equal(Shop.EventsOf(Streamed[..400]), (await Shop.All(silo.Deployments)).Sum(shard => shard.Duplicates));
    }

    [Fact]
    public async Task A_version_of_before_the_move_is_taken_over_in_place_and_no_key_forgets()
    {
        var models = new TrainedChampions(Rows);
        models.Train(Streamed[0].Time);
        await using var silo = await DmlSilo.StartAsync(await Broker(Options(_work, "versions", 2)) with { Models = models }, Cancel);
        await Send(silo.Broker, "versions", Streamed[..2_000], 2);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..2_000]));
        await Grow(silo.Broker, "versions", 3);
        await Moved(silo, 6);
        await Send(silo.Broker, "versions", Streamed[2_000..], 3);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed));
        var before = await Histories(silo);
        models.Train(Streamed[1_000].Time);
        await Shop.Until(silo.Deployments, shards => shards.SelectMany(shard => shard.Models).All(model => model.EndsWith("v2", StringComparison.Ordinal)));
        Assert.Equal(before, await Histories(silo));
    }

    [Theory]
    [InlineData("anew-same", 3)]
    [InlineData("anew-more", 5)]
    public async Task A_topic_made_anew_while_a_silo_serves_is_read_from_its_beginning(string topics, int after)
    {
        await using var silo = await Start(_work, topics, 3);
        await Send(silo.Broker, topics, Streamed[..400], 3);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..400]));
        using (var admin = Admin(silo.Broker))
        {
            string[] both = [$"{topics}.items", $"{topics}.customers"];
            await admin.DeleteTopicsAsync(both);
            await Task.Delay(1_000, Cancel);
            await admin.CreateTopicsAsync(both.Select(name => new TopicSpecification { Name = name, NumPartitions = after }));
        }
        await Send(silo.Broker, topics, Streamed[400..], after);   // more events than the old topic had
        await Shop.Until(silo.Deployments, all => all.Sum(shard => shard.Events) == Shop.EventsOf(Streamed)
            && all.All(shard => shard.Error is null && shard.CheckpointOffset == shard.EndOffset));
        var shards = await Shop.All(silo.Deployments);
        Assert.Equal(2 * after, shards.Count);
        Assert.Equal(0, shards.Sum(shard => shard.DeadLetters));
        Assert.Contains(shards, shard => shard.Note?.Contains($"{topics}.items is a new one", StringComparison.Ordinal) == true);
        Assert.Equal(Closed, (await Histories(silo)).Sum());
    }

    [Fact]
    public async Task A_topic_made_anew_with_fewer_partitions_is_refused_with_what_to_do()
    {
        await using (var silo = await Start(_work, "shrunk", 4))
        {
            await Send(silo.Broker, "shrunk", Streamed[..400], 4);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Streamed[..400]));
            using var admin = Admin(silo.Broker);
            await admin.DeleteTopicsAsync(["shrunk.items"]);
            await Task.Delay(1_000, Cancel);
            await admin.CreateTopicsAsync([new TopicSpecification { Name = "shrunk.items", NumPartitions = 2 }]);
            await Shop.Until(silo.Deployments, shards => shards.Any(shard => shard.Error?.Contains("Make it with 4", StringComparison.Ordinal) == true));
        }
        var refused = await Assert.ThrowsAsync<BrokerException>(() => Start(_work, "shrunk", 2));
        Assert.Contains("has 2 partitions, and the stored state is that of 4", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _work.Dispose();
        _otherWork.Dispose();
    }

    // What was sold on the days that are over.
    static double Closed => Rows.Where(row => row.IsSale && row.Time.Date < Rows[^1].Time.Date).Sum(row => row.Quantity);

    static Task Moved(DmlSilo silo, int shards) =>
        Shop.Until(silo.Deployments, all => all.Count == shards && all.All(shard => shard is { Error: null, EndOffset: >= 0 }));

    static SiloOptions Options(TemporaryFolder work, string topics, int partitions)
    {
        var options = Shop.Options(work.Path, topics);
        var streams = options.Pipeline.Streams.Select(stream => stream with { Partitions = partitions, Group = $"{topics}.{stream.Name}" });
        return options with { Pipeline = options.Pipeline with { Streams = [.. streams] } };
    }

    async Task<SiloOptions> Broker(SiloOptions options) => options with { Bootstrap = (await kafka.Broker()).Bootstrap };

    async Task<DmlSilo> Start(TemporaryFolder work, string topics, int partitions)
    {
        var models = new TrainedChampions(Rows);
        models.Train(Streamed[0].Time);
        return await DmlSilo.StartAsync(await Broker(Options(work, topics, partitions)) with { Models = models }, Cancel);
    }

    static IAdminClient Admin(Broker broker) => new AdminClientBuilder(broker.Connection.ClientSettings()).Build();

    static async Task Grow(Broker broker, string topics, int partitions)
    {
        using var admin = Admin(broker);
        string[] names = [$"{topics}.items", $"{topics}.customers"];
        await admin.CreatePartitionsAsync(names.Select(name => new PartitionsSpecification { Topic = name, IncreaseTo = partitions }));
    }

    // As a producer does that goes by a number of partitions.
    static async Task Send(Broker broker, string topics, IReadOnlyList<ShopRow> rows, int partitions)
    {
        using var producer = Producers.Create(broker.Bootstrap, 1 << 20);
        var sent = new List<Task>();
        foreach (var row in rows)
        {
            foreach (var (name, key) in new[] { ("customers", row.Customer), ("items", row.Item) })
            {
                if (key is null) continue;
                sent.Add(producer.ProduceAsync(new TopicPartition($"{topics}.{name}", Murmur2.Partition(key, partitions)),
                    new() { Key = Encoding.UTF8.GetBytes(key), Value = Encoding.UTF8.GetBytes(row.Json) }, Cancel));
            }
        }
        await Task.WhenAll(sent);
    }

    // Whoever asks while keys move gets the answer of the shard that holds the key; every item is known from training.
    static async Task<int> AskAllTheTime(DmlSilo silo, CancellationToken cancel)
    {
        var sales = Rows.Take(PerDay * TrainedDays).Where(row => row.IsSale).ToList();
        var items = sales.Select(row => row.Item).Distinct().ToList();
        var buyers = sales.Select(row => row.Customer).OfType<string>().Distinct().ToList();
        var answers = 0;
        for (var random = new Random(3); !cancel.IsCancellationRequested; answers++)
        {
            Assert.NotNull(await Shop.Ask(silo, "forecaster", "forecasts", items[random.Next(items.Count)], 3, 0.8));
            Assert.True((bool?)(await Shop.Ask(silo, "recommender", "recommendations", buyers[random.Next(buyers.Count)], 3))!["known"]);
            if (answers % 50 == 0) await Task.Delay(10, CancellationToken.None);
        }
        return answers;
    }

    async Task EqualsOneThatHadThem(DmlSilo silo, int partitions)
    {
        var topics = $"from-start-of-{silo.Runtime.Deployments[0].Stream.Topic}";
        await using var other = await Start(_otherWork, topics, partitions);
        await Send(other.Broker, topics, Streamed, partitions);
        await Shop.WaitFor(other.Deployments, Shop.EventsOf(Streamed));
        await AreEqual(other, silo);
    }

    async Task AreEqual(DmlSilo expected, DmlSilo actual)
    {
        Assert.Equal(await Answers(expected), await Answers(actual));
        await expected.DisposeAsync();
        await actual.DisposeAsync();
        var states = States(_otherWork);
        Assert.NotEmpty(states);
        Assert.Equal(states, States(_work));
    }

    static async Task<List<string>> Answers(DmlSilo silo)
    {
        var answers = new List<string>();
        foreach (var customer in Rows.Select(row => row.Customer).Distinct().OfType<string>().Append("nobody").Order())
            answers.Add((await Shop.Ask(silo, "recommender", "recommendations", customer, 10))!.ToJsonString());
        foreach (var item in Rows.Select(row => row.Item).Distinct().Append("total").Order())
            answers.Add((await Shop.Ask(silo, "forecaster", "forecasts", item, 14, 0.8))?.ToJsonString() ?? $"no {item}");
        foreach (var row in Rows.TakeLast(100))
        {
            var model = silo.Deployments.Models.First(one => one.Name == "anomalies");
            var query = model.Kind.Queries.First(one => one.Name == "score");
            var score = await silo.Deployments.Ask(model, query, "", [], Encoding.UTF8.GetBytes(row.Json));
            answers.Add(Encoding.UTF8.GetString(score!));
        }
        var alerts = (await Shop.Ask(silo, "anomalies", "alerts", "", 1_000))!["alerts"]!.AsArray();
        answers.AddRange(alerts.Select(alert => $"{alert!["id"]} {alert["key"]} {alert["time"]} {alert["score"]}").Order());
        return answers;
    }

    // Every key's state, where it is and its bytes.
    static List<string> States(TemporaryFolder work) => [.. Query(work, """
        select deployment || '/' || partition || ' ' || model || ' ' || key || ' ' || hex(state) from shards join entries on shard = id
        where model <> '' and key <> '' order by 1
        """)];

    // What was sold of each item, day by day.
    static async Task<List<double>> Histories(DmlSilo silo)
    {
        var values = new List<double>();
        foreach (var item in Rows.Where(row => row.IsSale).Select(row => row.Item).Distinct().Order())
        {
            var answer = (await Shop.Ask(silo, "forecaster", "forecasts", item, 1, 0.8))!;
            values.AddRange(answer["history"]!.AsArray().Select(day => (double)day!["value"]!));
        }
        return values;
    }

    long Number(string sql) => long.Parse(Query(_work, sql).Single());

    // Asks again and again, without a pause, so that a kill comes right after.
    async Task Until(string sql)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); Number(sql) == 0; await Task.Yield()) Assert.True(DateTime.UtcNow < deadline, sql);
    }

    static List<string> Query(TemporaryFolder work, string sql)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(work.Path, "state.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var connection = new SqliteConnection(file.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
