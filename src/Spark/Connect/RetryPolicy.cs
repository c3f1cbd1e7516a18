using System.Net.Sockets;
using Grpc.Core;

namespace DistributedML.Spark.Connect;

/// <summary>
/// When a call that brought no answer is tried again: after 50 ms, then twice as long each time up to 4 s, half of each wait by chance, until the limit of its kind of failure.
/// A refused connection ends soon, for the server's sessions went with its process; a lost network is waited for.
/// </summary>
sealed record RetryPolicy
{
    static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromSeconds(4);

    /// <summary>How long a server is looked for that nobody stands in for.</summary>
    public TimeSpan RefusedLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a lost network is waited for.</summary>
    public TimeSpan LostLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a running operation may say nothing before the connection is asked whether it still carries answers. The server reports progress every 2 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the answer to that may take.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock; another in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The chance in a wait, from 0 to 1; fixed in tests.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    public static Failure Classify(RpcException error)
    {
        var causes = Causes(error.Status.DebugException).ToList();
        // Name resolution does not heal within seconds, nor does a certificate.
        if (causes.OfType<HttpRequestException>().Any(http => http.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)) return Failure.Answered;
        if (causes.OfType<SocketException>().FirstOrDefault() is { } socket) return socket.SocketErrorCode == SocketError.ConnectionRefused ? Failure.Refused : Failure.Lost;
        if (NoHandshake(causes)) return Failure.Refused;
        if (causes.Any(cause => cause is HttpRequestException or IOException)) return Failure.Lost;
        return error.StatusCode == StatusCode.Unavailable || error.Status.Detail.Contains("INVALID_CURSOR.DISCONNECTED") ? Failure.Lost : Failure.Answered;
    }

    /// <summary>
    /// Whether the peer's first bytes were not HTTP/2, by an error and its causes. It never will be, but a proxy before a server that starts may say so for a moment.
    /// .NET reports an answer in HTTP/1 as a handshake whose stream it has closed itself.
    /// </summary>
    internal static bool NoHandshake(IReadOnlyList<Exception> causes) =>
        !causes.OfType<SocketException>().Any()
        && (causes.OfType<ObjectDisposedException>().Any()
            || causes.OfType<HttpRequestException>().Any(http => http.HttpRequestError is HttpRequestError.VersionNegotiationError or HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError));

    /// <summary>An error and what caused it, outermost first.</summary>
    internal static IEnumerable<Exception> Causes(Exception? error)
    {
        for (; error is not null; error = error.InnerException) yield return error;
    }

    /// <summary>A count of tries from now on.</summary>
    public Attempts Begin() => new(this);

    /// <summary>The tries since the last success.</summary>
    internal sealed class Attempts(RetryPolicy policy)
    {
        int _count;
        long _since;

        /// <summary>The last call brought an answer: the count and the limits begin again.</summary>
        public void Succeeded() => _count = 0;

        /// <summary>Waits before the next try; false when there shall be none.</summary>
        public async Task<bool> WaitAsync(Failure failure, CancellationToken cancel)
        {
            if (failure == Failure.Answered) return false;
            if (_count == 0) _since = policy.Clock.GetTimestamp();
            var wait = FirstWait * Math.Pow(2, _count++);
            if (wait > LongestWait) wait = LongestWait;
            wait *= 0.5 + policy.Chance() / 2;
            if (policy.Clock.GetElapsedTime(_since) + wait > (failure == Failure.Refused ? policy.RefusedLimit : policy.LostLimit)) return false;
            await Task.Delay(wait, policy.Clock, cancel).ConfigureAwait(false);
            return true;
        }
    }
}
