using Confluent.Kafka;
using Confluent.Kafka.Admin;
using DistributedML.Numerics;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace DistributedML.Streams;

/// <summary>A Kafka cluster that runs somewhere.</summary>
public class RemoteBroker : Broker
{
    const int PollMilliseconds = 250;
    static readonly TimeSpan CountPatience = TimeSpan.FromSeconds(5);
    readonly Lazy<IAdminClient> _watching;   // asked again and again, so it stays connected

    /// <summary>A cluster that is not tried yet.</summary>
    protected RemoteBroker(KafkaConnection connection)
    {
        Connection = connection;
        _watching = new(() => BackgroundThread.Call(() => Admin(connection, _ => { })));
    }

    /// <inheritdoc/>
    public override KafkaConnection Connection { get; }

    /// <inheritdoc/>
    public override string Description => $"Kafka at {Bootstrap}";

    /// <summary>A cluster that answers.</summary>
    /// <exception cref="BrokerException">No broker answers.</exception>
    public static async Task<RemoteBroker> ConnectAsync(KafkaConnection connection, CancellationToken cancel = default)
    {
        await WaitUntilReachable(connection, Patience, cancel);
        return new RemoteBroker(connection);
    }

    /// <summary>Returns when a broker answers.</summary>
    /// <exception cref="BrokerException">None does within the time.</exception>
    public static async Task WaitUntilReachable(KafkaConnection connection, TimeSpan timeout, CancellationToken cancel = default)
    {
        var deadline = DateTime.UtcNow + timeout;
        var cause = "no answer";
        using var admin = Admin(connection, reason => cause = reason);
        while (!await Task.Run(() => Answers(admin), cancel))
        {
            cancel.ThrowIfCancellationRequested();
            if (DateTime.UtcNow >= deadline)
                throw new BrokerException($"no Kafka broker answers at {connection} within {timeout.TotalSeconds:0} s ({cause}); check the address and that the broker runs");
        }
    }

    /// <inheritdoc/>
    public override async Task EnsureTopics(IReadOnlyList<TopicPlan> topics, CancellationToken cancel = default)
    {
        using var admin = Admin(Connection, _ => { });
        try
        {
            await admin.CreateTopicsAsync(topics.Select(topic => new TopicSpecification { Name = topic.Name, NumPartitions = topic.Partitions, ReplicationFactor = -1 }),
                new CreateTopicsOptions { RequestTimeout = Patience });
        }
        catch (CreateTopicsException creation)
        {
            var failed = creation.Results.FirstOrDefault(result => result.Error.IsError && result.Error.Code != ErrorCode.TopicAlreadyExists);
            if (failed is not null) throw new BrokerException($"topic {failed.Topic} cannot be created at {Bootstrap}: {failed.Error.Reason}", creation);
        }
        catch (KafkaException kafka)
        {
            throw new BrokerException($"topics cannot be created at {Bootstrap}: {kafka.Error.Reason}", kafka);
        }
        foreach (var topic in topics) await CheckPartitions(admin, topic, cancel);
    }

    /// <inheritdoc/>
    public override int? Partitions(string topic)
    {
        try
        {
            // Not by describing the topic, to which a mock cluster gives no answer.
            return Count(_watching.Value, topic, CountPatience) is > 0 and var count ? count : null;
        }
        catch (KafkaException)
        {
            return null;   // the shards say so themselves
        }
    }

    /// <inheritdoc/>
    public override async Task<string> GetIncarnation(string topic, CancellationToken cancel = default)
    {
        var admin = _watching.Value;
        try
        {
            var cluster = await admin.DescribeClusterAsync(new DescribeClusterOptions { RequestTimeout = Patience }).WaitAsync(cancel);
            return $"{cluster.ClusterId}/{(await Describe(admin, topic, Patience).WaitAsync(cancel))?.TopicId?.ToString() ?? topic}";
        }
        catch (KafkaException kafka)
        {
            throw new BrokerException($"no Kafka broker at {Bootstrap} describes topic {topic}: {kafka.Error.Reason}", kafka);
        }
    }

    /// <summary>What each partition of a topic holds now; events of transactions that are not committed yet are not counted.</summary>
    /// <exception cref="BrokerException">No broker answers, or there is no such topic.</exception>
    public async Task<IReadOnlyDictionary<int, PartitionOffsets>> GetOffsets(string topic, CancellationToken cancel = default)
    {
        using var admin = Admin(Connection, _ => { });
        try
        {
            var topics = (await Task.Run(() => admin.GetMetadata(Patience), cancel)).Topics;
            var partitions = topics.FirstOrDefault(one => one.Topic == topic)?.Partitions.Select(one => new TopicPartition(topic, one.PartitionId)).ToList()
                ?? throw new BrokerException($"there is no topic {topic} at {Bootstrap}{NearName.Hint(topic, topics.Select(one => one.Topic).Where(name => !name.StartsWith("__", StringComparison.Ordinal)))}");
            var (first, end) = (await List(admin, partitions, OffsetSpec.Earliest(), cancel), await List(admin, partitions, OffsetSpec.Latest(), cancel));
            return partitions.ToDictionary(one => one.Partition.Value,
                one => new PartitionOffsets(first[one.Partition.Value].Offset, end[one.Partition.Value].Offset));
        }
        catch (KafkaException kafka)
        {
            throw new BrokerException($"no Kafka broker at {Bootstrap} tells what topic {topic} holds: {kafka.Error.Reason}", kafka);
        }
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<long>> EndsBeforeGrowth(string topic, int partitions, CancellationToken cancel = default)
    {
        var found = await Task.Run(() => Partitions(topic), cancel)
            ?? throw new BrokerException($"no Kafka broker at {Bootstrap} has topic {topic}");
        List<TopicPartition> all = [.. Enumerable.Range(0, found).Select(partition => new TopicPartition(topic, partition))];
        var (before, added) = (all[..partitions], all[partitions..]);
        try
        {
            var ends = await List(_watching.Value, before, OffsetSpec.Latest(), cancel);
            var begun = (await List(_watching.Value, added, OffsetSpec.ForTimestamp(0), cancel)).Values
                .Where(first => first.Offset >= 0).ToList();
            if (begun.Count > 0)
            {
                var since = OffsetSpec.ForTimestamp(begun.Min(first => first.Timestamp));
                foreach (var (partition, first) in await List(_watching.Value, before, since, cancel))
                    if (first.Offset >= 0) ends[partition] = first;
            }
            return [.. Enumerable.Range(0, partitions).Select(partition => ends[partition].Offset)];
        }
        catch (KafkaException kafka)
        {
            throw new BrokerException($"no Kafka broker at {Bootstrap} tells what topic {topic} holds: {kafka.Error.Reason}", kafka);
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        if (_watching.IsValueCreated) _watching.Value.Dispose();
        return base.DisposeAsync();
    }

    static async Task<Dictionary<int, (long Offset, long Timestamp)>> List(
        IAdminClient admin, List<TopicPartition> partitions, OffsetSpec spec, CancellationToken cancel)
    {
        var listed = await admin.ListOffsetsAsync(
            partitions.Select(one => new TopicPartitionOffsetSpec { TopicPartition = one, OffsetSpec = spec }),
            new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadCommitted, RequestTimeout = Patience }).WaitAsync(cancel);
        return listed.ResultInfos.ToDictionary(info => info.TopicPartitionOffsetError.Partition.Value,
            info => (info.TopicPartitionOffsetError.Offset.Value, info.Timestamp));
    }

    // Unlike a question for metadata it makes no topic, whatever the broker's settings. Null for a mock cluster in another process, which
    // cannot describe topics; its cluster id is new with each start.
    static async Task<TopicDescription?> Describe(IAdminClient admin, string topic, TimeSpan timeout)
    {
        try
        {
            return (await admin.DescribeTopicsAsync(
                TopicCollection.OfTopicNames([topic]), new DescribeTopicsOptions { RequestTimeout = timeout })).TopicDescriptions[0];
        }
        catch (DescribeTopicsException error)
            when (error.Results.TopicDescriptions.All(one => one.Error.Code != ErrorCode.UnknownTopicOrPart))
        {
            return null;
        }
    }

    async Task CheckPartitions(IAdminClient admin, TopicPlan topic, CancellationToken cancel)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            var found = await Task.Run(() => Count(admin, topic.Name, Patience), cancel);
            if (found >= topic.Partitions) return;
            if (found > 0)
                throw new BrokerException($"topic {topic.Name} at {Bootstrap} has {found} partitions; the pipeline says {topic.Partitions}. "
                    + $"Write {found} into the pipeline or use another topic");
            if (DateTime.UtcNow > deadline) throw new BrokerException($"topic {topic.Name} does not come up at {Bootstrap}");
            await Task.Delay(PollMilliseconds, cancel);
        }
    }

    static int Count(IAdminClient admin, string topic, TimeSpan timeout) =>
        admin.GetMetadata(topic, timeout).Topics.FirstOrDefault()?.Partitions.Count ?? 0;

    static bool Answers(IAdminClient admin)
    {
        try
        {
            return admin.GetMetadata(TimeSpan.FromMilliseconds(PollMilliseconds)).Brokers.Count > 0;
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    // The first client of every connection: what librdkafka does not know or cannot use of its settings shows here.
    static IAdminClient Admin(KafkaConnection connection, Action<string> onError)
    {
        try
        {
            return new AdminClientBuilder(connection.ClientSettings()).SetLogHandler((_, _) => { }).SetErrorHandler((_, error) =>
            {
                if (error.Code != ErrorCode.Local_AllBrokersDown) onError(error.Reason);   // that follows from an error which says why
            }).Build();
        }
        catch (InvalidOperationException refusal)
        {
            throw new BrokerException($"the settings of the Kafka connection cannot be used: {refusal.Message}; see kafka: in the pipeline", refusal);
        }
    }
}
