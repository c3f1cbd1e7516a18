using System.Net.Sockets;
using DistributedML.Spark.Connect;
using Grpc.Core;

namespace DistributedML.Tests.Spark.Connect;

public class RetryPolicyTests
{
    [Fact]
    public void What_never_reached_a_server_or_lost_it_is_tried_again()
    {
        Assert.Equal(Failure.Refused, RetryPolicy.Classify(Error(StatusCode.Unavailable, new HttpRequestException("", new SocketException((int)SocketError.ConnectionRefused)))));
        Assert.Equal(Failure.Lost, RetryPolicy.Classify(Error(StatusCode.Unavailable, new HttpRequestException("", new SocketException((int)SocketError.ConnectionReset)))));
        Assert.Equal(Failure.Lost, RetryPolicy.Classify(Error(StatusCode.Unavailable, new IOException("The response ended"))));
        Assert.Equal(Failure.Lost, RetryPolicy.Classify(Error(StatusCode.Unavailable, null)));
        Assert.Equal(Failure.Lost, RetryPolicy.Classify(Error(StatusCode.Internal, null, "[INVALID_CURSOR.DISCONNECTED] The cursor has been disconnected")));
        Assert.Equal(Failure.Answered, RetryPolicy.Classify(Error(StatusCode.Internal, null, "[DIVIDE_BY_ZERO] Division by zero")));
        Assert.Equal(Failure.Answered, RetryPolicy.Classify(Error(StatusCode.Unauthenticated, null)));
        Assert.Equal(Failure.Answered, RetryPolicy.Classify(Error(StatusCode.Internal, new HttpRequestException(HttpRequestError.NameResolutionError))));
        Assert.Equal(Failure.Refused, RetryPolicy.Classify(Error(StatusCode.Internal, new HttpRequestException(HttpRequestError.VersionNegotiationError))));
    }

    [Fact]
    public async Task The_waits_grow_and_end_at_the_limit_of_their_kind()
    {
        var clock = new SteppedClock();
        var policy = new RetryPolicy { Clock = clock, Chance = () => 1 };
        Assert.False(await policy.Begin().WaitAsync(Failure.Answered, TestContext.Current.CancellationToken));

        Assert.Equal([50, 100, 200, 400, 800, 1600], await WaitsAsync(policy.Begin(), Failure.Refused, clock)); // 3.15 s; the next wait would pass 4 s
        var lost = await WaitsAsync(policy.Begin(), Failure.Lost, clock);
        Assert.Equal(4000, lost.Max());
        Assert.InRange(lost.Sum(), 55_000, 60_000);
    }

    static async Task<List<double>> WaitsAsync(RetryPolicy.Attempts attempts, Failure failure, SteppedClock clock)
    {
        var waits = new List<double>();
        while (true)
        {
            var before = clock.Now;
            if (!await attempts.WaitAsync(failure, TestContext.Current.CancellationToken)) return waits;
            waits.Add((clock.Now - before).TotalMilliseconds);
        }
    }

    static RpcException Error(StatusCode code, Exception? cause, string text = "text") => new(new Status(code, text, cause));

    /// <summary>A clock on which a wait is over at once and the time is later by it.</summary>
    sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Now { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero) Now += dueTime;
            return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
