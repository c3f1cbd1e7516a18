using System.Diagnostics;
using DistributedML.Learning;
using DistributedML.Pipelines;
using DistributedML.Streams.Native;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace DistributedML.Streams;

/// <summary>
/// Sends stored events again, each row to the topic of every stream that it has a key for, in the order given and in order on every partition.
/// One replay is used once.
/// </summary>
public sealed class Replayer : IDisposable
{
    const int ProgressMilliseconds = 200;
    const int EventsPerPoll = 64;
    const double LingerMilliseconds = 20;   // few large sets of messages cost the broker and its readers less
    static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(30);
    readonly ReplayOptions _options;
    readonly EventProducer _producer;
    readonly ReplayTopic[] _topics;
    readonly KafkaConnection _connection;
    readonly List<ReplayLane> _lanes;
    readonly Action _poll;
    readonly Stopwatch _clock = new();
    ErrorCode _failure;
    long _rows, _sentEvents, _storedEvents, _bytes;
    DateTime? _first, _newest;

    Replayer(KafkaConnection connection, Pipeline pipeline, RemoteBroker broker, ReplayOptions options)
    {
        (_connection, _options) = (connection, options);
        _producer = new EventProducer(Producers.Settings(connection, options.MaxEventBytes + (64 << 10), LingerMilliseconds), OnDelivered);
        _topics = [.. pipeline.Streams.Select(stream =>
            new ReplayTopic(connection, pipeline.GroupOf(stream), stream, broker.Partitions(stream.Topic) ?? stream.Partitions, options))];
        _poll = () => _producer.Poll(0);
        _lanes = [.. _topics.SelectMany(topic => topic.Lanes)];
        for (var i = 0; i < _lanes.Count; i++) _lanes[i].Tag = i;
    }

    /// <summary>Sends events.</summary>
    /// <param name="connection">How the cluster is reached.</param>
    /// <param name="pipeline">The pipeline; <see cref="ReplayEvent.Keys"/> follows the order of its streams.</param>
    /// <param name="events">The rows, ordered by time. Read on a thread of its own.</param>
    /// <param name="options">How fast.</param>
    /// <param name="progress">Told about five times a second.</param>
    /// <param name="cancel">Stops sending; what was handed to the broker is still waited for, and the report says how far it came.</param>
    /// <exception cref="BrokerException">The broker does not answer, refuses an event (it names the row), or the shards store nothing any more.</exception>
    public static async Task<ReplayReport> RunAsync(KafkaConnection connection, Pipeline pipeline, IEnumerable<ReplayEvent> events,
        ReplayOptions options, IProgress<ReplayReport>? progress = null, CancellationToken cancel = default)
    {
        options.ThrowIfInvalid();
        await using var broker = await RemoteBroker.ConnectAsync(connection, cancel);
        return await Task.Factory.StartNew(() =>
        {
            BackgroundThread.GiveWay();
            using var replayer = new Replayer(connection, pipeline, broker, options);
            return replayer.Run(events, progress, cancel);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var topic in _topics) topic.Dispose();
        _producer.Dispose();
    }

    ReplayReport Run(IEnumerable<ReplayEvent> events, IProgress<ReplayReport>? progress, CancellationToken cancel)
    {
        _clock.Start();
        bool completed;
        try
        {
            completed = Send(events, progress, cancel);
        }
        finally
        {
            Flush();
        }
        var report = Report(completed);
        progress?.Report(report);
        return report;
    }

    bool Send(IEnumerable<ReplayEvent> events, IProgress<ReplayReport>? progress, CancellationToken cancel)
    {
        var nextReport = 0L;
        foreach (var row in events)
        {
            if (cancel.IsCancellationRequested) return false;
            if (row.Json.Length > _options.MaxEventBytes)
                throw new BrokerException($"row {_rows + 1} has {row.Json.Length} bytes of JSON; expected at most {_options.MaxEventBytes}. The rows before it were sent");
            if (!Pace(row.Time, cancel)) return false;
            if (!WaitForRoom(row, cancel)) return false;
            for (var i = 0; i < _topics.Length; i++)
            {
                if (row.Keys[i] is { } key) SendTo(_topics[i], key, row.Json);
            }
            _rows++;
            _newest = row.Time;
            if (_clock.ElapsedMilliseconds < nextReport) continue;
            nextReport = _clock.ElapsedMilliseconds + ProgressMilliseconds;
            progress?.Report(Report(false));
        }
        return true;
    }

    // All topics of a row are waited for before it is sent to the first, so that a cancelled replay leaves no row half sent.
    bool WaitForRoom(ReplayEvent row, CancellationToken cancel)
    {
        for (var i = 0; i < _topics.Length; i++)
        {
            if (row.Keys[i] is { } key && !_topics[i].WaitForRoom(_topics[i].Find(key).Lane, _poll, cancel)) return false;
        }
        return true;
    }

    void SendTo(ReplayTopic topic, string key, byte[] json)
    {
        var (bytes, lane) = topic.Find(key);
        if (lane.TakeStored()) return;
        lane.Sent(json.Length + bytes.Length);   // before the broker can confirm it
        _sentEvents++;
        _bytes += json.Length;
        if (_sentEvents % EventsPerPoll == 0) _producer.Poll(0);
        while (true)
        {
            ThrowIfFailed();
            var error = _producer.Send(lane.Partition, bytes, json, lane.Tag);
            if (error == ErrorCode.NoError) return;
            if (error != ErrorCode.Local_QueueFull)
                throw new BrokerException($"row {_rows + 1} (key {key}, {json.Length} bytes) cannot be sent to {topic.Name}: {LibRdKafka.Text((int)error)}");
            _producer.Poll(1);
        }
    }

    bool Pace(DateTime time, CancellationToken cancel)
    {
        _first ??= time;
        var due = _options.Rate > 0 ? _rows / _options.Rate
            : _options.Speedup > 0 ? (time - _first.Value).TotalSeconds / _options.Speedup : 0;
        while (due > 0)
        {
            _producer.Poll(0);
            var wait = due - _clock.Elapsed.TotalSeconds;
            if (wait < 0.001) return true;
            ThrowIfFailed();
            if (cancel.WaitHandle.WaitOne(TimeSpan.FromSeconds(Math.Min(wait, 0.1)))) return false;
        }
        return true;
    }

    void Flush()
    {
        var deadline = DateTime.UtcNow + FlushTimeout;
        while (_storedEvents < _sentEvents)
        {
            ThrowIfFailed();
            if (DateTime.UtcNow > deadline) throw new BrokerException($"the broker at {_connection} did not confirm the last {_sentEvents - _storedEvents} events within {FlushTimeout.TotalSeconds:0} s");
            _producer.Flush(50);
        }
        ThrowIfFailed();
    }

    void OnDelivered(int lane, ErrorCode error, long offset)
    {
        if (error != ErrorCode.NoError)
        {
            if (_failure == ErrorCode.NoError) _failure = error;
            return;
        }
        _lanes[lane].Delivered(offset);
        _storedEvents++;
    }

    void ThrowIfFailed()
    {
        if (_failure != ErrorCode.NoError)
            throw new BrokerException($"an event before row {_rows + 1} was not stored at {_connection}: {LibRdKafka.Text((int)_failure)}");
    }

    ReplayReport Report(bool completed) => new(_rows, _storedEvents, _bytes, _clock.Elapsed.TotalSeconds, _newest, completed);
}
