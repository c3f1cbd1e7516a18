using System.Diagnostics;
using System.Globalization;
using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>
/// Keeps a Kafka topic of a pipeline's events flowing into checked Parquet tables, in batches: read, checked and written by Spark, counted and published by this process. Each event
/// is in the tables once, however often the process, Spark or the broker end in between; see <see cref="StreamFolder"/>.
/// </summary>
public sealed class StreamEtlJob
{
    readonly StreamOptions _options;
    readonly IProgress<StageProgress>? _progress;
    readonly StreamFolder _folder;
    readonly StreamBatch _batch;
    readonly Stopwatch _watch = Stopwatch.StartNew();
    readonly StreamCheckpoint _before;
    StreamCheckpoint _checkpoint;
    long _lag;

    StreamEtlJob(Pipeline pipeline, StreamOptions options, SparkEngine engine, IProgress<StageProgress>? progress, string incarnation)
    {
        (_options, _progress, _folder) = (options, progress, new(options.Output, pipeline.Table.Name));
        _batch = new(pipeline, options, engine, _folder);
        _checkpoint = _before = Start(pipeline, incarnation);
    }

    /// <summary>Runs until it has caught up, or until it is cancelled.</summary>
    /// <param name="pipeline">The pipeline: its table's columns are the events' properties.</param>
    /// <param name="options">What to read, and how.</param>
    /// <param name="engine">Reads, checks and writes.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancel">Ends the run; the batch under way is made anew by the next run.</param>
    /// <exception cref="BrokerException">No broker answers, or there is no such topic.</exception>
    /// <exception cref="CommandException">The topic has lost events that were not read, or the folder belongs to another topic or table.</exception>
    /// <exception cref="Data.TableException">Spark failed; what was published stays.</exception>
    public static async Task<StreamReport> RunAsync(
        Pipeline pipeline, StreamOptions options, SparkEngine engine, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        progress?.Report(new("connecting"));
        await using var broker = await RemoteBroker.ConnectAsync(options.Kafka, cancel);
        var held = await broker.GetOffsets(options.Topic, cancel);
        var etl = new StreamEtlJob(pipeline, options, engine, progress, await broker.GetIncarnation(options.Topic, cancel));
        try
        {
            await etl.FlowAsync(broker, held, cancel);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // As the caller wished; work that is cut off may fail in its own words.
        }
        return etl.Report();
    }

    async Task FlowAsync(RemoteBroker broker, IReadOnlyDictionary<int, PartitionOffsets> held, CancellationToken cancel)
    {
        await _batch.CheckSqlAsync(cancel);
        while (true)
        {
            var began = _watch.Elapsed;
            var plan = StreamPlan.Of(_options, _checkpoint.Offsets, held);
            _lag = plan.Lag + plan.Events;
            if (plan.Events > 0)
            {
                await PublishAsync(plan, cancel);
                _lag = plan.Lag;
                Tell(plan.Events / (_watch.Elapsed - began).TotalSeconds);
            }
            if (_options.AvailableNow && _lag == 0) return;
            if (_lag == 0 && began + _options.Trigger - _watch.Elapsed is { Ticks: > 0 } left) await Task.Delay(left, cancel);
            if (!_options.AvailableNow) held = await broker.GetOffsets(_options.Topic, cancel);
        }
    }

    async Task PublishAsync(StreamPlan plan, CancellationToken cancel)
    {
        var number = _checkpoint.Batches + 1;
        var staged = _folder.Stage();
        RowCounts counts;
        try
        {
            counts = await _batch.WriteAsync(plan.Partitions, number, staged, cancel);
            cancel.ThrowIfCancellationRequested();
        }
        catch
        {
            _folder.Discard(staged);
            throw;
        }
        _checkpoint = _checkpoint with { Batches = number, Offsets = plan.Offsets, Totals = _checkpoint.Totals + counts, Lost = _checkpoint.Lost + plan.Lost, Staged = staged };
        _folder.Publish(_checkpoint);
    }

    StreamCheckpoint Start(Pipeline pipeline, string incarnation)
    {
        var columns = string.Join(", ", pipeline.Table.Columns.Select(column => $"{column.Name} {ArrowColumns.SqlName(column.Type).ToLowerInvariant()}"));
        var checkpoint = _folder.Open() ?? new() { Topic = _options.Topic, Incarnation = incarnation, Columns = columns };
        if (checkpoint.Topic != _options.Topic) throw Foreign($"holds topic {checkpoint.Topic}");
        if (checkpoint.Incarnation != incarnation) throw Foreign($"was filled from a topic {_options.Topic} that was deleted, or lies on another cluster");
        if (checkpoint.Columns != columns) throw Foreign($"holds a table of other columns than pipeline {pipeline.Name} has now: {checkpoint.Columns}");
        return checkpoint;
    }

    CommandException Foreign(string what) => new($"{_options.Output} {what}; name another folder with --output", ExitCode.BadInput);

    void Tell(double rate)
    {
        var counts = _checkpoint.Totals - _before.Totals;
        _progress?.Report(new(
            string.Create(CultureInfo.InvariantCulture, $"batch {_checkpoint.Batches}: {counts.RowsIn:N0} rows, {rate:N0} rows/s, lag {_lag:N0}, {counts.RowsQuarantined:N0} quarantined"),
            _options.AvailableNow ? (double)counts.RowsIn / (counts.RowsIn + _lag) : null));
    }

    StreamReport Report() => new()
    {
        Batches = _checkpoint.Batches - _before.Batches,
        Counts = _checkpoint.Totals - _before.Totals,
        Totals = _checkpoint.Totals,
        Lag = _lag,
        Lost = _checkpoint.Lost,
        Seconds = _watch.Elapsed.TotalSeconds,
    };
}
