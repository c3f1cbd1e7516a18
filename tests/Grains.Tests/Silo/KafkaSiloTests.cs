using System.Diagnostics;
using System.Text;
using DistributedML.Grains.Silo;
using DistributedML.Streams;
using Microsoft.Data.Sqlite;

namespace DistributedML.Tests.Grains.Silo;

public sealed class KafkaSiloTests(LocalKafka kafka) : IDisposable
{
    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_killed_twice_in_a_replay_ends_in_the_state_of_one_that_was_not()
    {
        var broker = await kafka.Broker();
        const int Leg = 8_000;
        var rows = Shop.Rows(2 * Leg, perDay: 1_000);
        var pipeline = Shop.Pipeline("killed");
        for (var life = 0; life < 2; life++)
        {
            using var child = await ChildSilo.Start(_work.Path, "killed", broker.Bootstrap);
            var before = StoredOffsets();
            var replay = Replayer.RunAsync(broker.Bootstrap, pipeline, rows.Skip(life * Leg).Take(Leg).Select(row => row.ToEvent()), new() { Rate = 1_500 }, cancel: Cancel);
            while (StoredOffsets() == before && !replay.IsCompleted) await Task.Delay(50, Cancel);
            await Task.Delay(500, Cancel);   // so that there are events after the checkpoint
            child.Kill();   // SIGKILL
            await child.WaitForExitAsync(Cancel);
            Assert.False(replay.IsCompleted, "the silo must be killed while events come");
            await replay;
        }
        await using var last = await DmlSilo.StartAsync(Options(_work, "killed", broker), Cancel);
        Assert.Contains(await Shop.All(last.Deployments), shard => shard.CheckpointOffset > 0);
        Assert.All(await Shop.All(last.Deployments), shard => Assert.Equal(3, shard.Epoch));
        await Shop.WaitFor(last.Deployments, Shop.EventsOf(rows));

        using var otherWork = new TemporaryFolder();
        await using var undisturbed = await DmlSilo.StartAsync(OfGroup(Options(otherWork, "killed", broker), "undisturbed"), Cancel);
        await Shop.WaitFor(undisturbed.Deployments, Shop.EventsOf(rows));
        Assert.Equal(await Shop.Hashes(undisturbed), await Shop.Hashes(last));
        Assert.Equal(
            (await undisturbed.Deployments.LatestOutputs(1_000)).Select(output => output.Id).Order(),
            (await last.Deployments.LatestOutputs(1_000)).Select(output => output.Id).Order());
    }

    /// <summary>The sum of the offsets in the checkpoint file, which a process of its own writes.</summary>
    long StoredOffsets()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_work.Path, "state.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select coalesce(sum(json_extract(cast(position as text), '$.Offset')), 0) from shards";
        return (long)command.ExecuteScalar()!;
    }

    [Fact]
    public async Task A_second_silo_of_a_deployment_is_refused_and_says_who_reads_unless_it_is_of_another_group()
    {
        var broker = await kafka.Broker();
        using TemporaryFolder second = new(), third = new();
        await using (var silo = await DmlSilo.StartAsync(Options(_work, "twice", broker), Cancel))
        {
            Assert.Equal("online-retail.items", silo.Runtime.Deployment("items").Group);
            var refused = await Assert.ThrowsAsync<DeploymentTakenException>(() => DmlSilo.StartAsync(Options(second, "twice", broker), Cancel));
            Assert.Contains("consumer group online-retail.customers is read already by the silo of " + _work.Path, refused.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);

            await using var other = await DmlSilo.StartAsync(OfGroup(Options(third, "twice", broker), "other"), Cancel);
            var rows = Shop.Rows(200);
            await Shop.Replay(silo, rows);
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
            await Shop.WaitFor(other.Deployments, Shop.EventsOf(rows));
            Assert.False(silo.Displaced.IsCompleted);
        }
        await using var next = await DmlSilo.StartAsync(Options(second, "twice", broker), Cancel);   // a silo that ended is out of the way at once
    }

    [Fact]
    public async Task Events_sent_around_a_brokers_restart_are_applied_once()
    {
        Assert.SkipWhen(LocalKafka.Home is null, "KAFKA_HOME names no Kafka distribution");
        using var folder = new TemporaryFolder();
        var rows = Shop.Rows(2_000);
        var broker = await LocalBroker.StartAsync(LocalKafka.Home!, folder.Path, 32 << 20, Cancel);
        var port = int.Parse(broker.Bootstrap.Split(':')[1]);
        await using var silo = await DmlSilo.StartAsync(Options(_work, "restart", broker), Cancel);
        try
        {
            await Shop.Replay(silo, rows.Take(1_000));
            await broker.DisposeAsync();
            broker = await LocalBroker.StartAsync(LocalKafka.Home!, folder.Path, 32 << 20, Cancel, port);
            await Shop.Replay(silo, rows.Skip(1_000));
            await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
            Assert.All(await Shop.All(silo.Deployments), shard => Assert.Null(shard.Error));
        }
        finally
        {
            await broker.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_event_of_10_MB_is_a_dead_letter_and_the_next_one_is_applied()
    {
        var broker = await kafka.Broker();
        await using var silo = await DmlSilo.StartAsync(Options(_work, "large", broker), Cancel);
        var row = Shop.Rows(1)[0];
        using (var producer = Producers.Create(broker.Bootstrap, 16 << 20))
        {
            foreach (var size in (int[])[10_000_000, 0])
                await producer.ProduceAsync("large.items", new() { Key = Encoding.UTF8.GetBytes(row.Item), Value = Encoding.UTF8.GetBytes(row.Json.PadRight(size)) }, Cancel);
        }
        await Shop.WaitFor(silo.Deployments, 2);
        Assert.Equal(1, (await Shop.All(silo.Deployments)).Sum(shard => shard.DeadLetters));
    }

    [Fact]
    public async Task A_topic_made_anew_under_a_stopped_silo_is_read_from_its_beginning()
    {
        var broker = await kafka.Broker();
        var rows = Shop.Rows(400);
        await using (var first = await DmlSilo.StartAsync(Options(_work, "made-anew", broker), Cancel))
        {
            await Shop.Replay(first, rows.Take(200));
            await Shop.WaitFor(first.Deployments, Shop.EventsOf([.. rows.Take(200)]));
        }
        using (var admin = new Confluent.Kafka.AdminClientBuilder(broker.Connection.ClientSettings()).Build())
        {
            await admin.DeleteTopicsAsync(["made-anew.items", "made-anew.customers"]);
            await Task.Delay(1_000, Cancel);
        }
        await using var second = await DmlSilo.StartAsync(Options(_work, "made-anew", broker), Cancel);
        await Shop.Replay(second, rows.Skip(200));
        await Shop.WaitFor(second.Deployments, Shop.EventsOf(rows));
    }

    [Fact]
    public async Task Events_that_the_broker_dropped_before_they_were_read_are_an_error_not_a_silent_gap()
    {
        var broker = await kafka.Broker();
        var rows = Shop.Rows(400);
        await using (var first = await DmlSilo.StartAsync(Options(_work, "gap", broker), Cancel))
        {
            await Shop.Replay(first, rows.Take(200));
            await Shop.WaitFor(first.Deployments, Shop.EventsOf([.. rows.Take(200)]));
        }
        await Replayer.RunAsync(broker.Bootstrap, Shop.Pipeline("gap"), rows.Skip(200).Select(row => row.ToEvent()), new(), cancel: Cancel);
        using (var admin = new Confluent.Kafka.AdminClientBuilder(broker.Connection.ClientSettings()).Build())
        {
            await admin.DeleteRecordsAsync(Enumerable.Range(0, 4).Select(partition => new Confluent.Kafka.TopicPartitionOffset("gap.items", partition, Confluent.Kafka.Offset.End)));
        }
        await using var second = await DmlSilo.StartAsync(Options(_work, "gap", broker), Cancel);
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while ((await second.Deployments.GetStatus("items")).Any(shard => shard.Error is null) && DateTime.UtcNow < deadline) await Task.Delay(50, Cancel);
        Assert.All(await second.Deployments.GetStatus("items"), shard => Assert.Contains("Events are missing", shard.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_killed_silo_leaves_no_broker_behind_and_its_folder_can_be_used_again()
    {
        Assert.SkipWhen(LocalKafka.Home is null, "KAFKA_HOME names no Kafka distribution");
        int broker;
        using (var child = await ChildSilo.Start(_work.Path, "own", bootstrap: null))
        {
            broker = int.Parse(await File.ReadAllTextAsync(Path.Combine(_work.Path, "kafka", "broker.pid"), Cancel));
            Assert.Equal("java", Process.GetProcessById(broker).ProcessName);
            child.Kill();
            await child.WaitForExitAsync(Cancel);
        }
        await using var again = await DmlSilo.StartAsync(Shop.Options(_work.Path, "own") with { KafkaHome = LocalKafka.Home }, Cancel);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(broker));
        var rows = Shop.Rows(200);
        await Shop.Replay(again, rows);
        await Shop.WaitFor(again.Deployments, Shop.EventsOf(rows));
    }

    public void Dispose() => _work.Dispose();

    static SiloOptions OfGroup(SiloOptions options, string group) => options with
    {
        Pipeline = options.Pipeline with { Streams = [.. options.Pipeline.Streams.Select(stream => stream with { Group = $"{group}.{stream.Name}" })] },
    };

    static SiloOptions Options(TemporaryFolder work, string topics, Broker broker) => Shop.Options(work.Path, topics) with { Bootstrap = broker.Bootstrap };
}
