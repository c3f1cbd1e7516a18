using Confluent.Kafka;
using DistributedML.Grains.Events;
using DistributedML.Grains.Kafka;
using DistributedML.Grains.Silo;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace DistributedML.Grains.Shards;

/// <summary>Reads one partition from an offset on into batches; what cannot be read as an event goes to the dead letters. Used by one thread.</summary>
sealed class ShardConsumer : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    const int GatherMilliseconds = 2;
    const int CommitMilliseconds = 50;
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);
    readonly IConsumer<byte[], byte[]> _consumer;
    readonly TopicPartition _partition;
    readonly SiloRuntime _runtime;
    readonly Deployment _deployment;
    readonly EventParser _parser;
    readonly int _key;
    readonly List<Task> _deadLetters = [];

    internal ShardConsumer(SiloRuntime runtime, Deployment deployment, int partition, long offset, EventSchema schema)
    {
        (_runtime, _deployment, _partition) = (runtime, deployment, new TopicPartition(deployment.Stream.Topic, partition));
        (_parser, _key) = (new EventParser(schema), schema.IndexOf(deployment.Stream.Key));
        Batch = new EventBatch(schema, runtime.Options.Shards.BatchEvents);
        NextOffset = offset;
        _consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig(Broker.ClientSettings(runtime.Broker.Bootstrap))
        {
            GroupId = deployment.Name,
            AutoOffsetReset = AutoOffsetReset.Error,
            EnableAutoCommit = true,
            EnableAutoOffsetStore = false,
            AutoCommitIntervalMs = CommitMilliseconds,
            FetchWaitMaxMs = 10,
            FetchErrorBackoffMs = 100,
            QueuedMinMessages = 10_000,
            QueuedMaxMessagesKbytes = 4 << 10,
            FetchMaxBytes = 64 << 20,
            MaxPartitionFetchBytes = 1 << 20,
            ConsumeResultFields = "none",
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, error) => OnError(error)).Build();
    }

    /// <summary>What was read last.</summary>
    internal EventBatch Batch { get; }

    /// <summary>Dead letters between the events of <see cref="Batch"/>.</summary>
    internal int BatchDeadLetters { get; private set; }

    /// <summary>Bytes of what was read last.</summary>
    internal long BatchBytes { get; private set; }

    /// <summary>The offset after what was read last.</summary>
    internal long NextOffset { get; private set; }

    /// <summary>The partition's end; -1 while unknown.</summary>
    internal long EndOffset { get; private set; } = -1;

    /// <summary>Why nothing comes; null when the broker answers.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Starts reading.</summary>
    /// <exception cref="BrokerException">No broker answers, or the partition does not have the offset any more.</exception>
    internal void Start()
    {
        var ends = Ends();
        if (NextOffset < ends.Low.Value) throw Gap($"the oldest kept is {ends.Low.Value}");
        if (NextOffset > ends.High.Value) throw Gap($"the partition ends at {ends.High.Value}");
        EndOffset = ends.High.Value;
        _consumer.Assign(new TopicPartitionOffset(_partition, NextOffset));
    }

    // A topic that was just made has no leader for a moment.
    WatermarkOffsets Ends()
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return _consumer.QueryWatermarkOffsets(_partition, Patience);
            }
            catch (KafkaException exception) when (DateTime.UtcNow < deadline
                && exception.Error.Code is (ErrorCode.NotLeaderForPartition or ErrorCode.LeaderNotAvailable or ErrorCode.UnknownTopicOrPart))
            {
                Thread.Sleep(100);
            }
            catch (KafkaException exception)
            {
                throw new BrokerException($"partition {_partition.Partition.Value} of {_partition.Topic} cannot be read at {_runtime.Broker.Bootstrap}: {exception.Error.Reason}", exception);
            }
        }
    }

    /// <summary>
    /// Reads the next batch; false when nothing came within the time. After the first event it waits a moment for more, so that a steady
    /// trickle over many partitions does not become one turn for each event.
    /// </summary>
    /// <exception cref="BrokerException">The partition does not have the offset any more.</exception>
    internal bool Read(int milliseconds)
    {
        (Batch.Count, BatchDeadLetters, BatchBytes) = (0, 0, 0);
        var result = Consume(milliseconds);
        if (result is null) return false;
        var waited = false;
        for (var read = 1; result is not null; read++)
        {
            Take(result);
            if (read == Batch.Capacity) break;
            result = Consume(0);
            if (result is not null || waited) continue;
            waited = true;
            Thread.Sleep(GatherMilliseconds);
            result = Consume(0);
        }
        return true;
    }

    /// <summary>Looks where the partition ends.</summary>
    internal void UpdateEnd()
    {
        var high = Problem is null ? _consumer.GetWatermarkOffsets(_partition).High : AskAgain();
        if (high != Offset.Unset) EndOffset = Math.Max(high.Value, NextOffset);
    }

    Offset AskAgain()
    {
        try
        {
            var high = _consumer.QueryWatermarkOffsets(_partition, TimeSpan.FromMilliseconds(200)).High;
            Problem = null;
            return high;
        }
        catch (KafkaException)
        {
            return Offset.Unset;
        }
    }

    /// <summary>Waits until the broker has the dead letters.</summary>
    /// <exception cref="KafkaException">It does not take them.</exception>
    internal void FlushDeadLetters()
    {
        foreach (var letter in _deadLetters) letter.GetAwaiter().GetResult();
        _deadLetters.Clear();
    }

    /// <summary>Tells the consumer group, soon, how far the checkpoints are.</summary>
    internal void Commit(long offset) => _consumer.StoreOffset(new TopicPartitionOffset(_partition, offset));

    /// <summary>Lets the last commit go out and closes, for at most a few seconds: a broker that is away may hold the client's threads for longer.</summary>
    public void Dispose()
    {
        Thread.Sleep(2 * CommitMilliseconds);
        var closing = new Thread(_consumer.Dispose) { IsBackground = true, Name = "closing consumer" };
        closing.Start();
        closing.Join(CloseTimeout);
    }

    ConsumeResult<byte[], byte[]>? Consume(int milliseconds)
    {
        try
        {
            var result = _consumer.Consume(milliseconds);
            if (result is not null && Problem is not null) Problem = null;
            return result;
        }
        catch (ConsumeException exception) when (exception.Error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange)
        {
            throw Gap("the broker does not keep it any more");
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal && exception.Error.Code is not (ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition))
        {
            Problem = exception.Error.Reason;
            return null;
        }
    }

    void Take(ConsumeResult<byte[], byte[]> result)
    {
        var value = result.Message.Value;
        NextOffset = result.Offset.Value + 1;
        BatchBytes += value?.Length ?? 0;
        var reason = value is null ? "the event is empty" : _parser.Append(value, Batch) ?? Misplaced();
        if (reason is null) return;
        BatchDeadLetters++;
        _deadLetters.Add(_runtime.DeadLetters.Send(_partition.Topic, _partition.Partition.Value, result.Offset.Value, result.Message.Key, value, reason));
    }

    // A query looks for a key where the key's hash says; an event on another partition would teach a state that nobody finds.
    string? Misplaced()
    {
        var key = Batch.Column(_key).Strings[Batch.Count - 1]!;
        var right = Murmur2.Partition(key, _deployment.Stream.Partitions);
        if (right == _partition.Partition.Value) return null;
        Batch.Count--;
        return $"property {_deployment.Stream.Key}: {key} belongs to partition {right}, the event was on {_partition.Partition.Value}; the message's key must be the property's text";
    }

    void OnError(Error error)
    {
        if (error.Code is ErrorCode.Local_AllBrokersDown) Problem = $"no Kafka broker answers at {_runtime.Broker.Bootstrap}";
    }

    BrokerException Gap(string why) =>
        new($"partition {_partition.Partition.Value} of {_partition.Topic} has no event {NextOffset}, where the stored state goes on: {why}. Events are missing, so the shard stands still; restore the topic, or remove the deployment's state to begin anew");
}
