using System.Globalization;
using DistributedML.Grains.Runtime;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Decides which of a partition's events are applied, in their order: none that belongs to another partition, none whose id came before, and none whose time
/// is impossible. Used by one thread.
/// </summary>
sealed class EventGate
{
    // Event times have no zone, so a silo's clock may be half a day and more behind them.
    static readonly TimeSpan ZoneMargin = TimeSpan.FromHours(14);
    readonly Deployment _deployment;
    readonly IReadOnlyList<int> _former;
    readonly int _partition, _partitions, _key;
    readonly TimeSpan _ahead;
    readonly RecentIds _ids;
    readonly HeldEvents _held;
    readonly KeyBound _bound;
    DateTime? _newest;

    /// <param name="deployment">The deployment.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="schema">The events' schema.</param>
    /// <param name="ids">The ids that came before.</param>
    /// <param name="held">Events that wait.</param>
    /// <param name="bound">How many keys there may be.</param>
    /// <param name="newest">The newest time before, of events or of training; null before the first.</param>
    /// <param name="former">Numbers of partitions that the topic had before.</param>
    internal EventGate(
        Deployment deployment, int partition, EventSchema schema, RecentIds ids, HeldEvents held, KeyBound bound, DateTime? newest,
        IReadOnlyList<int> former)
    {
        (_deployment, _partition, _partitions, _ids, _held, _bound, _newest, _former) =
            (deployment, partition, deployment.Partitions, ids, held, bound, newest, former);
        (_key, _ahead) = (schema.IndexOf(deployment.Stream.Key), deployment.MostAhead);
    }

    // The latest time that is believed of a single event; null before the first.
    DateTime? Latest => DeploymentClock.Later(_newest, _deployment.Clock.Newest) is { } newest && newest < DateTime.MaxValue - _ahead ? newest + _ahead : null;

    /// <summary>Why events of new keys are refused; null when they are not.</summary>
    internal string? Problem => _bound.Problem;

    /// <summary>Begins a batch: the events before it are applied.</summary>
    internal void NextBatch() => _bound.NextBatch();

    /// <summary>What is to be done with the last event of a batch, and why when it is refused.</summary>
    internal (Admission Admission, string? Reason) Judge(EventBatch batch)
    {
        var row = batch.Count - 1;
        var key = Key(batch);
        var keyHash = Murmur2.Hash(key);
        if (Murmur2.Partition(keyHash, _partitions) != _partition) return Misplaced(key);
        if (_bound.Judge(key) is not Admission.Let and var full) return (full, full == Admission.Refused ? _bound.Reason(key) : null);
        if (!_ids.Add(batch.IdHash(row), keyHash)) return (Admission.Duplicate, null);
        var time = batch.Times[row];
        var latest = Latest;
        if (!(time <= latest))
        {
            if (FromTheFuture(time) is { } impossible) return (Admission.Refused, impossible);
            if (latest is not null) return (Admission.Held, null);
        }
        Passed(time);
        _held.Ordinary();
        return (Admission.Let, null);
    }

    /// <summary>The hash of the key of the event behind the last one of a batch, which was taken back.</summary>
    internal int KeyHash(EventBatch batch) => Murmur2.Hash(batch.Column(_key).Strings[batch.Count]!);

    /// <summary>Lets an event wait.</summary>
    internal void Hold(HeldEvent held) => _held.Add(held);

    /// <summary>The next event that was held and is let through by now; null when there is none.</summary>
    internal HeldEvent? TakeBelieved()
    {
        if (_held.Count == 0 || _held.TakeBelieved(Latest ?? DateTime.MaxValue, _ahead) is not { } believed) return null;
        Passed(believed.Time);
        return believed;
    }

    /// <summary>Why an event that was held, the last one of a batch, is refused although its time is believed; null when it is not.</summary>
    internal string? Overflow(EventBatch batch) =>
        Key(batch) is var key && _bound.Judge(key) == Admission.Refused ? _bound.Reason(key) : null;

    /// <summary>The next event that was held and is refused; null when there is none.</summary>
    internal HeldEvent? TakeGivenUp() => _held.Count == 0 ? null : _held.TakeGivenUp();

    /// <summary>
    /// Why the last event of a batch, which was held, cannot be let through: its key may have moved to another shard since. Null when it
    /// can.
    /// </summary>
    internal string? Moved(EventBatch batch) =>
        Murmur2.Partition(Key(batch), _partitions) == _partition ? null : Misplaced(Key(batch)).Reason;

    /// <summary>Why an event that was held is refused.</summary>
    internal string GivenUpReason(HeldEvent held) => string.Create(CultureInfo.InvariantCulture,
        $"the event's time {held.Time:s} is more than {_ahead.TotalDays} days after {Latest - _ahead:s}, the newest before it (maxDaysAhead), and no others agreed with it");

    // A query looks for a key where the key's hash says; an event on another partition would teach a state that nobody finds.
    (Admission Admission, string Reason) Misplaced(string key)
    {
        var where =
            $"property {_deployment.Stream.Key}: {key} belongs to partition {Murmur2.Partition(key, _partitions)}, "
            + $"the event was on {_partition}; ";
        if (_former.FirstOrDefault(former => Murmur2.Partition(key, former) == _partition) is > 0 and var before)
            return (Admission.Late, $"{where}partitions were added to the topic, and its producer still went by the {before} of before");
        var crc = Crc32Partitioner.Partition(key, _partitions) == _partition;
        return (Admission.Elsewhere, where + (crc
            ? "that is where librdkafka's own partitioner (consistent_random, CRC32) puts it: "
                + "set the producer's partitioner to murmur2_random"
            : "the message's key must be the property's text, and the producer's partitioner murmur2"));
    }

    string Key(EventBatch batch) => batch.Column(_key).Strings[batch.Count - 1]!;

    // Beyond the silo's clock no others can agree.
    string? FromTheFuture(DateTime time)
    {
        var now = DateTime.UtcNow + ZoneMargin;
        return time <= now + _ahead ? null : string.Create(CultureInfo.InvariantCulture,
            $"the event's time {time:s} is more than {_ahead.TotalDays} days (maxDaysAhead) after {(_newest > now ? _newest : now - ZoneMargin):s}, the newest event's or the silo's clock");
    }

    void Passed(DateTime time)
    {
        if (_newest is null || time > _newest) _newest = time;
    }
}

/// <summary>What is done with an event.</summary>
enum Admission
{
    /// <summary>It is applied.</summary>
    Let,

    /// <summary>It came before.</summary>
    Duplicate,

    /// <summary>It waits for others that agree with its time.</summary>
    Held,

    /// <summary>It goes to the dead letters.</summary>
    Refused,

    /// <summary>It belongs to another partition.</summary>
    Elsewhere,

    /// <summary>It belongs to another partition since partitions were added, whose shard gets it.</summary>
    Late,

    /// <summary>A rule of the pipeline leaves it out.</summary>
    Dropped,

    /// <summary>It can only be judged when the events before it are applied.</summary>
    Later,
}
