using System.Globalization;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>When a streaming query computes a batch. Without one, a batch follows the other at once.</summary>
public sealed class Trigger
{
    readonly Action<WriteStreamOperationStart> _set;

    Trigger(Action<WriteStreamOperationStart> set) => _set = set;

    /// <summary>A batch every so many milliseconds.</summary>
    public static Trigger ProcessingTime(long intervalMs) => ProcessingTime(Milliseconds(intervalMs, nameof(intervalMs)));

    /// <summary>A batch every so often, such as <c>10 seconds</c>.</summary>
    public static Trigger ProcessingTime(string interval) => new(start => start.ProcessingTimeInterval = interval);

    /// <summary>All that is there as one batch, then the query ends. <see cref="AvailableNow"/> does it in batches that fit the source's limits.</summary>
    public static Trigger Once() => new(start => start.Once = true);

    /// <summary>All that is there when the query starts, in batches, then the query ends.</summary>
    public static Trigger AvailableNow() => new(start => start.AvailableNow = true);

    /// <summary>Rows one by one, with a checkpoint every so many milliseconds; for queries without aggregates.</summary>
    public static Trigger Continuous(long intervalMs) => Continuous(Milliseconds(intervalMs, nameof(intervalMs)));

    /// <summary>Rows one by one, with a checkpoint every so often; for queries without aggregates.</summary>
    public static Trigger Continuous(string interval) => new(start => start.ContinuousCheckpointInterval = interval);

    /// <summary>Rows as they come, in batches that each last five minutes.</summary>
    public static Trigger RealTime() => RealTime("5 minutes");

    /// <summary>Rows as they come, in batches that each last so many milliseconds.</summary>
    public static Trigger RealTime(long batchDurationMs) => RealTime(Milliseconds(batchDurationMs, nameof(batchDurationMs)));

    /// <summary>Rows as they come, in batches that each last so long, such as <c>1 minute</c>.</summary>
    public static Trigger RealTime(string batchDuration) => new(start => start.RealTimeBatchDuration = batchDuration);

    internal void Set(WriteStreamOperationStart start) => _set(start);

    static string Milliseconds(long value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return string.Create(CultureInfo.InvariantCulture, $"{value} milliseconds");
    }
}
