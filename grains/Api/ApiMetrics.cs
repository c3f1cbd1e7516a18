using System.Diagnostics;
using System.Diagnostics.Metrics;
using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Api;

/// <summary>
/// The meter "DistributedML": what the shards say of themselves, labelled with deployment and partition, and how long queries take.
/// Every silo reports all shards; where several silos are scraped, take the maximum by deployment and partition.
/// </summary>
sealed class ApiMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "DistributedML";

    /// <summary>Seconds; fine around the 5 ms that a query may take.</summary>
    static readonly double[] DurationBuckets = [.0001, .00025, .0005, .001, .002, .003, .005, .0075, .01, .025, .05, .1, .25, 1, 5];

    readonly DeploymentWatch _watch;
    readonly Histogram<double> _durations;

    public ApiMetrics(IMeterFactory meters, DeploymentWatch watch)
    {
        _watch = watch;
        var meter = meters.Create(MeterName);
        _durations = meter.CreateHistogram("dml.query.duration", "s", "Time from a query's arrival to its answer, by query.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBuckets });

        Counter("dml.events.applied", "Events applied.", shard => shard.Events);
        Counter("dml.events.dead_letters", "Events sent to the dead-letter topic.", shard => shard.DeadLetters);
        Counter("dml.events.late", "Events whose time was before the newest day already closed.", shard => shard.LateEvents);
        Counter("dml.events.known", "Events that training had seen; not learned again.", shard => shard.KnownEvents);
        Counter("dml.events.duplicate", "Events whose id had come before; not learned again.", shard => shard.Duplicates);
        Counter("dml.events.dropped", "Events that a drop rule of the pipeline leaves out.", shard => shard.Dropped);
        Counter("dml.outputs", "What the models put out: predictions, alerts.", shard => shard.Outputs);
        Gauge("dml.shard.lag", "Events behind the partition's end; -1 while unknown.", shard => shard.Lag);
        Gauge("dml.shard.offset", "Next offset to apply.", shard => shard.Offset);
        Gauge("dml.shard.checkpoint_offset", "Offset up to which the state is stored.", shard => shard.CheckpointOffset);
        Gauge("dml.shard.keys", "Keys with state.", shard => shard.Keys);
        Gauge("dml.shard.consuming", "1 when the shard consumes, 0 when an error keeps it from it.", shard => shard.Error is null ? 1 : 0);
        meter.CreateObservableGauge("dml.shard.event_rate", () => Each(shard => shard.EventsPerSecond), "{event}/s", "Events applied per second over the last seconds.");

        void Counter(string name, string description, Func<ShardStatus, long> value) => meter.CreateObservableCounter(name, () => Each(value), description: description);
        void Gauge(string name, string description, Func<ShardStatus, long> value) => meter.CreateObservableGauge(name, () => Each(value), description: description);
    }

    /// <summary>Records that a query was answered.</summary>
    /// <param name="query">The endpoint's name.</param>
    /// <param name="started">The time stamp of its arrival, see <see cref="Stopwatch"/>.</param>
    public void Answered(string query, long started) =>
        _durations.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("query", query));

    IEnumerable<Measurement<T>> Each<T>(Func<ShardStatus, T> value) where T : struct =>
        from deployment in _watch.Newest?.Deployments ?? []
        from shard in deployment.Shards
        select new Measurement<T>(value(shard), new("deployment", shard.Deployment), new("partition", shard.Partition));
}
