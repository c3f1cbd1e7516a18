using System.Globalization;
using Confluent.Kafka;
using DistributedML.Grains.Runtime;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;
using DistributedML.Streams.Native;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace DistributedML.Grains.Shards;

/// <summary>Reads one partition from an offset on into batches; what cannot be read as an event goes to the dead letters. Used by one thread.</summary>
sealed class ShardConsumer : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan MostAhead = TimeSpan.FromDays(366);
    const int GatherMilliseconds = 5;
    const int CommitMilliseconds = 50;
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);
    readonly PartitionReader _reader;
    readonly TopicPartition _partition;
    readonly ShardRuntime _runtime;
    readonly Deployment _deployment;
    readonly EventParser _parser;
    readonly int _key;
    readonly List<Task> _deadLetters = [];
    DateTime? _newest;

    internal ShardConsumer(ShardRuntime runtime, Deployment deployment, int partition, long offset, DateTime? watermark, EventSchema schema)
    {
        (_runtime, _deployment, _partition) = (runtime, deployment, new TopicPartition(deployment.Stream.Topic, partition));
        (_parser, _key) = (new EventParser(schema), schema.IndexOf(deployment.Stream.Key));
        Batch = new EventBatch(schema, runtime.Shards.BatchEvents);
        (NextOffset, _newest) = (offset, watermark);
        _reader = new PartitionReader(new ConsumerConfig(Broker.ClientSettings(runtime.Broker.Bootstrap))
        {
            GroupId = deployment.Group,
            AutoOffsetReset = AutoOffsetReset.Error,
            EnableAutoCommit = true,
            EnableAutoOffsetStore = false,
            AutoCommitIntervalMs = CommitMilliseconds,
            FetchWaitMaxMs = 10,
            FetchMinBytes = 64 << 10,
            CheckCrcs = false,
            FetchErrorBackoffMs = 100,
            QueuedMinMessages = 10_000,
            QueuedMaxMessagesKbytes = 4 << 10,
            FetchMaxBytes = 64 << 20,
            MaxPartitionFetchBytes = 1 << 20,
        }, _partition, Batch.Capacity);
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
        var (low, high) = Ends();
        if (NextOffset < low) throw Gap($"the oldest kept is {low}");
        if (NextOffset > high) throw Gap($"the partition ends at {high}");
        EndOffset = high;
        _reader.Assign(NextOffset);
    }

    // A topic that was just made has no leader for a moment.
    (long Low, long High) Ends()
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            var error = _reader.Query(Patience, out var low, out var high);
            if (error == ErrorCode.NoError) return (low, high);
            if (DateTime.UtcNow > deadline || error is not (ErrorCode.NotLeaderForPartition or ErrorCode.LeaderNotAvailable or ErrorCode.UnknownTopicOrPart))
                throw new BrokerException($"partition {_partition.Partition.Value} of {_partition.Topic} cannot be read at {_runtime.Broker.Bootstrap}: {LibRdKafka.Text((int)error)}");
            Thread.Sleep(100);
        }
    }

    /// <summary>
    /// Reads the next batch; false when nothing came within the time. After the first event it waits a moment for more, so that a steady
    /// trickle over many partitions does not become one turn for each event.
    /// </summary>
    /// <exception cref="BrokerException">The partition does not have the offset any more, or does not exist.</exception>
    internal bool Read(int milliseconds)
    {
        (Batch.Count, BatchDeadLetters, BatchBytes) = (0, 0, 0);
        var count = _reader.Read(milliseconds, GatherMilliseconds);
        if (_reader.TakeClientError() is ErrorCode.Local_AllBrokersDown) Problem = $"no Kafka broker answers at {_runtime.Broker.Bootstrap}";
        for (var i = 0; i < count; i++)
        {
            ref readonly var message = ref _reader[i];
            if (message.Error != 0) Judge((ErrorCode)message.Error);
            else Take(message);
        }
        return Batch.Count + BatchDeadLetters > 0;
    }

    /// <summary>Looks where the partition ends.</summary>
    internal void UpdateEnd()
    {
        var high = Problem is null ? _reader.KnownEnd : AskAgain();
        if (high >= 0) EndOffset = Math.Max(high, NextOffset);
    }

    long AskAgain()
    {
        if (_reader.Query(TimeSpan.FromMilliseconds(200), out _, out var high) != ErrorCode.NoError) return -1;
        Problem = null;
        return high;
    }

    /// <summary>Waits until the broker has the dead letters.</summary>
    /// <exception cref="KafkaException">It does not take them.</exception>
    internal void FlushDeadLetters()
    {
        foreach (var letter in _deadLetters) letter.GetAwaiter().GetResult();
        _deadLetters.Clear();
    }

    /// <summary>Tells the consumer group, soon, how far the checkpoints are.</summary>
    internal void Commit(long offset) => _reader.Store(offset);

    /// <summary>Lets the last commit go out and closes, for at most a few seconds: a broker that is away may hold the client's threads for longer.</summary>
    public void Dispose()
    {
        Thread.Sleep(2 * CommitMilliseconds);
        var closing = new Thread(_reader.Dispose) { IsBackground = true, Name = "closing consumer" };
        closing.Start();
        closing.Join(CloseTimeout);
    }

    void Judge(ErrorCode error)
    {
        if (error is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange) throw Gap("the broker does not keep it any more");
        var reason = LibRdKafka.Text((int)error);
        if (error is ErrorCode.Local_Fatal or ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition)
            throw new BrokerException($"partition {_partition.Partition.Value} of {_partition.Topic} cannot be read at {_runtime.Broker.Bootstrap}: {reason}");
        Problem = reason;
    }

    unsafe void Take(in NativeMessage message)
    {
        Problem = null;
        NextOffset = message.Offset + 1;
        BatchBytes += (long)message.Length;
        var value = new ReadOnlySpan<byte>(message.Payload, (int)message.Length);
        var reason = message.Payload == null ? "the event is empty" : _parser.Append(value, Batch) ?? Misplaced() ?? FromTheFuture();
        if (reason is null) return;
        BatchDeadLetters++;
        var key = new ReadOnlySpan<byte>(message.Key, (int)message.KeyLength);
        _deadLetters.Add(_runtime.DeadLetters.Send(_partition.Topic, _partition.Partition.Value, message.Offset,
            message.Key == null ? null : key.ToArray(), message.Payload == null ? null : value.ToArray(), reason));
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

    // One wrong date would close all days up to it and make every event after it late. The newest time is a function of the events before.
    string? FromTheFuture()
    {
        var time = Batch.Times[Batch.Count - 1];
        if (_newest is { } newest && time - newest > MostAhead)
        {
            Batch.Count--;
            return string.Create(CultureInfo.InvariantCulture, $"the event's time {time:s} is more than {MostAhead.TotalDays:0} days after {newest:s}, the newest before it");
        }
        if (_newest is null || time > _newest) _newest = time;
        return null;
    }

    BrokerException Gap(string why) =>
        new($"partition {_partition.Partition.Value} of {_partition.Topic} has no event {NextOffset}, where the stored state goes on: {why}. Events are missing, so the shard stands still; restore the topic, or remove the deployment's state to begin anew");
}
