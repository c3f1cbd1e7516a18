using System.Diagnostics;
using DistributedML.Spark.Functions;

namespace DistributedML.Spark.Worker;

/// <summary>When a task began, was ready and ended, for Spark's metrics.</summary>
struct TaskClock
{
    static readonly long Booted = new DateTimeOffset(Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds();

    long _initialized;

    public static TaskClock Start() => new();

    public void Initialized() => _initialized = Now;

    public readonly void Write(Stream output, ProtocolVersion version)
    {
        var end = Now;
        output.WriteInt32(Signal.Timings);
        output.WriteInt64(Booted);
        output.WriteInt64(_initialized);
        output.WriteInt64(end);
        if (version.IsCurrent) output.WriteInt64(end - _initialized);
    }

    static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
