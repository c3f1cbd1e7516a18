using System.Diagnostics;
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
    const int GatherMilliseconds = 5;
    const int CommitMilliseconds = 50;
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);
    readonly PartitionReader _reader;
    readonly TopicPartition _partition;
    readonly ShardRuntime _runtime;
    readonly Deployment _deployment;
    readonly EventParser _parser;
    readonly EventStage? _stage;
    readonly EventGate _gate;
    readonly bool _silent;
    readonly List<Task> _deadLetters = [];
    long _firstOffset;
    int _next, _count;   // of the messages of the last fetch, the next one to take, and how many there are
    int _readDeadLetters, _readDuplicates, _readDropped;
    bool _isHanded;

    /// <param name="runtime">What the silo's shards share.</param>
    /// <param name="deployment">The deployment.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">Where to begin.</param>
    /// <param name="schema">The events' schema.</param>
    /// <param name="gate">Decides which events are applied.</param>
    /// <param name="silent">Whether events are read that were read before: nothing goes to the dead letters again.</param>
    internal ShardConsumer(
        ShardRuntime runtime, Deployment deployment, int partition, long offset, EventSchema schema, EventGate gate, bool silent = false)
    {
        (_runtime, _deployment, _partition) = (runtime, deployment, new TopicPartition(deployment.Stream.Topic, partition));
        (_parser, _gate, _silent) = (new EventParser(schema), gate, silent);
        Batch = new EventBatch(schema, runtime.Shards.BatchEvents + HeldEvents.Most + 1);   // a read may let all through that wait
        if (schema.ComputesColumns) _stage = new(schema, _parser, runtime.Shards.BatchEvents);
        NextOffset = offset;
        _reader = new PartitionReader(new ConsumerConfig(runtime.Broker.Connection.ClientSettings())
        {
            GroupId = deployment.Group,
            AutoOffsetReset = AutoOffsetReset.Error,
            EnableAutoCommit = true,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            AutoCommitIntervalMs = CommitMilliseconds,
            FetchWaitMaxMs = 10,
            FetchMinBytes = 64 << 10,
            CheckCrcs = false,
            FetchErrorBackoffMs = 100,
            QueuedMinMessages = 10_000,
            QueuedMaxMessagesKbytes = 4 << 10,
            FetchMaxBytes = 64 << 20,
            MaxPartitionFetchBytes = 1 << 20,
        }, _partition, runtime.Shards.BatchEvents);
    }

    /// <summary>The events to apply of what was read last.</summary>
    internal EventBatch Batch { get; }

    /// <summary>Where <see cref="Batch"/> stands in the partition, and what was read between its events.</summary>
    internal ReadPlace Place => new(_firstOffset, NextOffset, _readDeadLetters, _readDuplicates, _readDropped, _isHanded);

    /// <summary>Messages that were read last.</summary>
    internal int BatchMessages { get; private set; }

    /// <summary>Bytes of what was read last.</summary>
    internal long BatchBytes { get; private set; }

    /// <summary>The offset after what was read last.</summary>
    internal long NextOffset { get; private set; }

    /// <summary>What was read last for other shards.</summary>
    internal List<LateEvent> Late { get; } = [];

    /// <summary>
    /// Whether the next event was sent by one who knows of partitions that are not read yet. Nothing is read from there on: the key's state
    /// is another shard's until the keys move.
    /// </summary>
    internal bool IsAhead { get; private set; }

    /// <summary>The moment by which was there what was read last, see <see cref="Stopwatch.GetTimestamp"/>.</summary>
    internal long ReadAt { get; private set; }

    /// <summary>The partition's end; -1 while unknown.</summary>
    internal long EndOffset { get; private set; } = -1;

    /// <summary>Why the newest dead letter is one; null before the first.</summary>
    internal string? LastRefusal { get; private set; }

    /// <summary>Why events of new keys are refused; null when they are not.</summary>
    internal string? KeyProblem => _gate.Problem;

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
    /// <param name="milliseconds">How long to wait for the first event.</param>
    /// <param name="before">Events from this offset on are left out.</param>
    internal bool Read(int milliseconds, long before = long.MaxValue)
    {
        Begin(isHanded: false);
        var from = _firstOffset;
        if (_next == _count) Fetch(milliseconds);
        for (; _next < _count && !IsAhead; _next++)
        {
            ref readonly var message = ref _reader[_next];
            if (message.Error == (int)ErrorCode.Local_PartitionEOF) NextOffset = Math.Max(NextOffset, Math.Min(message.Offset, before));   // behind it are marks of transactions
            else if (message.Error != 0) Judge((ErrorCode)message.Error);
            else if (message.Offset >= before) NextOffset = Math.Max(NextOffset, before);
            else if (!Take(message)) break;
        }
        LetBelieved();
        return NextOffset > from || Batch.Count > 0;
    }

    /// <summary>Makes events that other shards have handed over the batch to apply.</summary>
    /// <returns>How many: those behind can only be judged when these are applied.</returns>
    internal int ReadHanded(IReadOnlyList<LateEvent> events)
    {
        Begin(isHanded: true);
        foreach (var late in events)
        {
            var (admission, reason) = Admit(new(_parser.Append(late.Message.Value, Batch), IsDropped: false));
            if (admission == Admission.Later) break;
            BatchMessages++;
            BatchBytes += late.Message.Value!.Length;
            if (admission == Admission.Duplicate) _readDuplicates++;
            else if (admission != Admission.Let)
                Refuse(late.Partition, late.Message, reason ?? "the event's time is too far ahead of all others (maxDaysAhead)");
        }
        LetBelieved();
        return BatchMessages;
    }

    void Begin(bool isHanded)
    {
        (Batch.Count, _readDeadLetters, _readDuplicates, _readDropped, BatchMessages, BatchBytes) = (0, 0, 0, 0, 0, 0);
        Late.Clear();
        (_isHanded, _firstOffset) = (isHanded, NextOffset);
        _gate.NextBatch();
    }

    unsafe void Fetch(int milliseconds)
    {
        (_next, _count) = (0, _reader.Read(milliseconds, GatherMilliseconds));
        ReadAt = Stopwatch.GetTimestamp();
        if (_reader.TakeClientError() is ErrorCode.Local_AllBrokersDown) Problem = $"no Kafka broker answers at {_runtime.Broker.Bootstrap}";
        if (_stage is null) return;
        _stage.Clear();
        for (var i = 0; i < _count; i++) _stage.Add(_reader[i].Error == 0 ? new(_reader[i].Payload, (int)_reader[i].Length) : []);
        _stage.Compute();
    }

    /// <summary>The oldest offset that the broker keeps; 0 while it does not answer.</summary>
    internal long OldestOffset() => _reader.Query(Patience, out var low, out _) == ErrorCode.NoError ? low : 0;

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
    internal void Commit(long offset)
    {
        _reader.Store(offset);
        _runtime.DeadLetters.Forget(_partition.Topic, _partition.Partition.Value, offset);
    }

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

    // False when it cannot be taken yet: the events before it have to be applied first, or keys have to move.
    unsafe bool Take(in NativeMessage message)
    {
        var value = new ReadOnlySpan<byte>(message.Payload, (int)message.Length);
        var verdict = message.Payload == null ? new("the event is empty", IsDropped: false)
            : _stage?.MoveTo(_next, Batch) ?? new(_parser.Append(value, Batch), IsDropped: false);
        var (admission, reason) = Admit(verdict);
        if (admission == Admission.Later) return false;
        Problem = null;
        if (admission is Admission.Elsewhere or Admission.Late && !_silent && HasGrown())
        {
            IsAhead = true;
            return false;
        }
        NextOffset = message.Offset + 1;
        BatchBytes += (long)message.Length;
        BatchMessages++;
        switch (admission)
        {
            case Admission.Dropped:
                _readDropped++;
                break;
            case Admission.Duplicate:
                _readDuplicates++;
                break;
            case Admission.Held:
                _gate.Hold(new(message.Copy(), Batch.Times[Batch.Count]));
                break;
            case Admission.Late:
                if (!_silent) Late.Add(new(_partition.Partition.Value, _gate.KeyHash(Batch), message.Copy()));
                break;
            case Admission.Refused or Admission.Elsewhere:
                Refuse(message.Copy(), reason!);
                break;
        }
        LetBelieved();
        return true;
    }

    // What is to be done with an event, which is the batch's last one if it was readable, and stays that if it is to be applied.
    (Admission Admission, string? Reason) Admit(EventVerdict verdict)
    {
        if (verdict.Reason is { } refusal) return (verdict.IsDropped ? Admission.Dropped : Admission.Refused, refusal);
        var judged = _gate.Judge(Batch);
        if (judged.Admission != Admission.Let) Batch.Count--;
        return judged;
    }

    // Whoever sent the messages that were read knew of no more partitions than there are now.
    bool HasGrown()
    {
        var found = _deployment.Topic!.Partitions(ReadAt)
            ?? throw new BrokerException(
                $"the partitions of {_partition.Topic} cannot be counted: no Kafka broker answers at {_runtime.Broker.Bootstrap}");
        return found != _deployment.Partitions;
    }

    // What waited goes before or after the event that decided, always in the same way.
    void LetBelieved()
    {
        while (_gate.TakeBelieved() is { } believed)
        {
            _firstOffset = Math.Min(_firstOffset, believed.Message.Offset);
            var unreadable = _parser.Append(believed.Message.Value, Batch);
            var refusal = unreadable is null ? _gate.Moved(Batch) ?? _gate.Overflow(Batch) : null;
            if (refusal is not null) Batch.Count--;
            if ((unreadable ?? refusal) is { } reason) Refuse(believed.Message, reason);
        }
        while (_gate.TakeGivenUp() is { } given) Refuse(given.Message, _gate.GivenUpReason(given));
    }

    void Refuse(StoredMessage message, string reason) => Refuse(_partition.Partition.Value, message, reason);

    void Refuse(int partition, StoredMessage message, string reason)
    {
        _readDeadLetters++;
        LastRefusal = reason;
        if (!_silent) _deadLetters.Add(_runtime.DeadLetters.Send(_partition.Topic, partition, message, reason));
    }

    BrokerException Gap(string why) =>
        new($"partition {_partition.Partition.Value} of {_partition.Topic} has no event {NextOffset}, where the stored state goes on: {why}. Events are missing, so the shard stands still; restore the topic, or remove the deployment's state to begin anew");
}

/// <summary>Where a batch stands in its partition.</summary>
/// <param name="FirstOffset">No event of the batch is before it.</param>
/// <param name="NextOffset">The offset after the last message that was read.</param>
/// <param name="DeadLetters">Events that went to the dead letters.</param>
/// <param name="Duplicates">Events whose id had come before.</param>
/// <param name="Dropped">Events that a drop rule leaves out.</param>
/// <param name="IsHanded">Whether the events were on other partitions, whose shards handed them over.</param>
readonly record struct ReadPlace(
    long FirstOffset, long NextOffset, int DeadLetters = 0, int Duplicates = 0, int Dropped = 0, bool IsHanded = false);
