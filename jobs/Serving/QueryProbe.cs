using System.Diagnostics;

namespace DistributedML.Jobs.Serving;

/// <summary>
/// Asks a silo for recommendations over REST at a fixed rate while it is busy, and keeps how long the answers took. A query's time runs from when it was due,
/// so that a stall counts for every query that it delayed.
/// </summary>
sealed class QueryProbe : IAsyncDisposable
{
    const double QueriesPerSecond = 50;
    readonly HttpClient _client;
    readonly IReadOnlyList<string> _users;
    readonly CancellationTokenSource _stop = new();
    readonly List<double> _milliseconds = [];
    readonly Lock _gate = new();
    readonly Task _loop;
    long _failures;

    /// <summary>Starts asking.</summary>
    /// <param name="address">The silo.</param>
    /// <param name="users">Users to ask for, in turn; not empty.</param>
    public QueryProbe(Uri address, IReadOnlyList<string> users)
    {
        _client = SiloClient.Connect(address);
        _users = users;
        _loop = Task.Run(Loop);
    }

    /// <summary>Queries that got no good answer.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>A percentile of the answers' times in milliseconds; NaN without answers.</summary>
    public double Percentile(double share)
    {
        lock (_gate)
        {
            if (_milliseconds.Count == 0) return double.NaN;
            var sorted = _milliseconds.Order().ToArray();
            return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _client.Dispose();
        _stop.Dispose();
    }

    async Task Loop()
    {
        var watch = Stopwatch.StartNew();
        var flying = new List<Task>();
        for (var query = 0; !_stop.IsCancellationRequested; query++)
        {
            var due = TimeSpan.FromSeconds(query / QueriesPerSecond);
            if (due > watch.Elapsed) await Task.Delay(due - watch.Elapsed);
            flying.RemoveAll(task => task.IsCompleted);
            flying.Add(Ask(_users[query % _users.Count], watch, due));
        }
        await Task.WhenAll(flying);
    }

    async Task Ask(string user, Stopwatch watch, TimeSpan due)
    {
        try
        {
            using var response = await _client.GetAsync($"api/recommendations/{Uri.EscapeDataString(user)}?count=10");
            await response.Content.ReadAsByteArrayAsync();
            if (!response.IsSuccessStatusCode) throw new HttpRequestException($"{response.StatusCode}");
            lock (_gate) _milliseconds.Add((watch.Elapsed - due).TotalMilliseconds);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref _failures);
        }
    }
}
