using System.Text;
using Confluent.Kafka;
using DistributedML.Pipelines;

namespace DistributedML.Streams;

/// <summary>A topic as the replay sees it: where each key goes, and how far the shards' checkpoints are behind on each partition.</summary>
sealed class ReplayTopic : IDisposable
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    readonly Dictionary<string, (byte[] Bytes, ReplayLane Lane)> _keys = [];
    readonly ReplayLane[] _lanes;
    readonly ReplayOptions _options;
    readonly string _deployment;
    readonly IConsumer<Ignore, Ignore>? _group;

    /// <param name="connection">How the cluster is reached.</param>
    /// <param name="group">The group that reads the topic.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="partitions">The topic's partitions.</param>
    /// <param name="options">How fast.</param>
    internal ReplayTopic(KafkaConnection connection, string group, StreamDefinition stream, int partitions, ReplayOptions options)
    {
        (Name, _deployment, _options) = (stream.Topic, stream.Name, options);
        _lanes = [.. Enumerable.Range(0, partitions).Select(partition => new ReplayLane(
            new TopicPartition(stream.Topic, partition), options.AlreadyStored.GetValueOrDefault(new ShardId(stream.Name, partition)), limited: options.MaxLagBytes > 0))];
        if (options.MaxLagBytes > 0)
        {
            _group = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig(connection.ClientSettings()) { GroupId = group, EnableAutoCommit = false })
                .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        }
    }

    internal string Name { get; }

    internal IReadOnlyList<ReplayLane> Lanes => _lanes;

    internal (byte[] Bytes, ReplayLane Lane) Find(string key)
    {
        if (_keys.TryGetValue(key, out var found)) return found;
        var bytes = Encoding.UTF8.GetBytes(key);
        return _keys[key] = (bytes, _lanes[Murmur2.Partition(bytes, _lanes.Length)]);
    }

    /// <summary>Waits until the lane's unstored bytes are below the limit; false when cancelled.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="poll">Learns of deliveries; called again and again while waiting.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="BrokerException">The shards store nothing any more.</exception>
    internal bool WaitForRoom(ReplayLane lane, Action poll, CancellationToken cancel)
    {
        if (_group is null || lane.UnstoredBytes < _options.MaxLagBytes) return true;
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            poll();
            if (ReadCommitted()) waiting.Restart();
            if (lane.UnstoredBytes < _options.MaxLagBytes) return true;
            if (waiting.Elapsed.TotalSeconds > _options.StallSeconds)
                throw new BrokerException($"the shards of deployment {_deployment} stored nothing for {_options.StallSeconds:0} s while {lane.UnstoredBytes} bytes wait on partition {lane.Partition.Partition.Value}; does a silo serve it?");
            if (cancel.WaitHandle.WaitOne(Poll)) return false;
        }
    }

    bool ReadCommitted()
    {
        try
        {
            var moved = false;
            foreach (var committed in _group!.Committed(_lanes.Select(lane => lane.Partition), Broker.Patience))
                moved |= _lanes[committed.Partition.Value].Stored(committed.Offset.Value);
            return moved;
        }
        catch (KafkaException)
        {
            return false;   // the broker is away for a moment; the stall limit ends it otherwise
        }
    }

    public void Dispose() => _group?.Dispose();
}
