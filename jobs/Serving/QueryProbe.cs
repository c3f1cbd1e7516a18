using System.Diagnostics;
using DistributedML.Grains.Silo;
using DistributedML.Models.Queries;

namespace DistributedML.Jobs.Serving;

/// <summary>
/// Asks a silo for what its first model that is asked by key knows, over REST at a fixed rate while it is busy, and keeps how long the answers took. A query's time runs from when it was due,
/// so that a stall counts for every query that it delayed.
/// </summary>
sealed class QueryProbe : IAsyncDisposable
{
    const double QueriesPerSecond = 50;
    readonly HttpClient _client;
    readonly string _path;
    readonly IReadOnlyList<string> _keys;
    readonly CancellationTokenSource _stop = new();
    readonly List<double> _milliseconds = [];
    readonly Lock _gate = new();
    readonly Task _loop;
    long _failures;

    QueryProbe(Uri address, string path, IReadOnlyList<string> keys)
    {
        _client = SiloClient.Connect(address);
        (_path, _keys) = (path, keys);
        _loop = Task.Run(Loop);
    }

    /// <summary>Starts asking for some keys in turn; null when no model is asked by key, or no key is known.</summary>
    public static async Task<QueryProbe?> Start(DmlSilo silo, int keys)
    {
        foreach (var model in silo.Deployments.Models)
        {
            if (model.Kind.Queries.FirstOrDefault(query => query.Subject == QuerySubject.Key) is not { } query) continue;
            var sample = await silo.Deployments.SampleKeys(model.Deployment, keys);
            return sample.Count == 0 ? null : new(silo.Address, $"api/models/{model.Name}/{query.Name}/", sample);
        }
        return null;
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
            flying.Add(Ask(_keys[query % _keys.Count], watch, due));
        }
        await Task.WhenAll(flying);
    }

    async Task Ask(string key, Stopwatch watch, TimeSpan due)
    {
        try
        {
            using var response = await _client.GetAsync(_path + Uri.EscapeDataString(key));
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
