using System.Diagnostics;

namespace DistributedML.Grains.Shards;

/// <summary>Events per second over the last five whole seconds.</summary>
sealed class RateMeter
{
    const int Seconds = 5;
    readonly long[] _counts = new long[Seconds + 1];
    long _second = Now();

    internal double PerSecond
    {
        get
        {
            Turn();
            var sum = 0L;
            for (var i = 1; i <= Seconds; i++) sum += _counts[(_second + i) % _counts.Length];
            return (double)sum / Seconds;
        }
    }

    internal void Add(int events)
    {
        Turn();
        _counts[_second % _counts.Length] += events;
    }

    void Turn()
    {
        var now = Now();
        for (var cleared = 0; _second < now && cleared < _counts.Length; cleared++) _counts[++_second % _counts.Length] = 0;
        _second = now;
    }

    static long Now() => Stopwatch.GetTimestamp() / Stopwatch.Frequency;
}
