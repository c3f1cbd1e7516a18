using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DistributedML.Grains.Interfaces;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Silo;

/// <summary>Routes queries to the shards that hold their keys, and events to the topics of the pipeline's streams.</summary>
public sealed class Deployments(IGrainFactory grains, SiloRuntime runtime) : IDeployments
{
    readonly ConcurrentDictionary<ShardId, IShardGrain> _shards = new();   // a reference is for good, and looking it up costs as much as a small query
    readonly Deployment? _recommender = runtime.DeploymentOf<RecommenderDefinition>();
    readonly Deployment? _forecaster = runtime.DeploymentOf<ForecasterDefinition>();
    readonly TotalSeries? _total = TotalSeries.Of(runtime);
    readonly Deployment? _detector = runtime.DeploymentOf<AnomalyDetectorDefinition>();

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. runtime.Deployments.Select(deployment => deployment.Name)];

    /// <inheritdoc/>
    public string? RecommenderDeployment => _recommender?.Name;

    /// <inheritdoc/>
    public string? ForecasterDeployment => _forecaster?.Name;

    /// <inheritdoc/>
    public string? DetectorDeployment => _detector?.Name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ShardStatus>> GetStatus(string deployment) =>
        await Task.WhenAll(Shards(runtime.Deployment(deployment)).Select(shard => shard.GetStatus()));

    /// <inheritdoc/>
    public Task<RecommendationAnswer> Recommend(string user, int count) => ShardFor(_recommender, "recommender", user).Recommend(user, count);

    /// <inheritdoc/>
    public Task<ForecastAnswer?> Forecast(string series, int horizon, double level) => series == TotalSeries.Name && _total is not null
        ? _total.Forecast(Shards(_forecaster!), horizon, level)
        : ShardFor(_forecaster, "forecaster", series).Forecast(series, horizon, level);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AlertAnswer>> LatestAlerts(int count)
    {
        if (_detector is null) return [];
        var alerts = await Task.WhenAll(Shards(_detector).Select(shard => shard.LatestAlerts(count)));
        return [.. alerts.SelectMany(some => some).OrderByDescending(alert => alert.Time).ThenBy(alert => alert.Id, StringComparer.Ordinal).Take(count)];
    }

    /// <inheritdoc/>
    public Task<ScoreAnswer> Score(byte[] eventJson)
    {
        var key = runtime.Sender.KeyOf(eventJson, Required(_detector, "anomaly detector").Stream);
        return ShardFor(_detector, "anomaly detector", key).Score(eventJson);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventPosition>> Send(byte[] eventJson, CancellationToken cancel) => runtime.Sender.Send(eventJson, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> SampleKeys(string deployment, int count)
    {
        var keys = await Task.WhenAll(Shards(runtime.Deployment(deployment)).Select(shard => shard.SampleKeys(count)));
        return [.. Interleave(keys).Take(count)];
    }

    /// <inheritdoc/>
    public async Task<string> StateHash(string deployment)
    {
        var hashes = await Task.WhenAll(Shards(runtime.Deployment(deployment)).Select(shard => shard.StateHash()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(hashes))));
    }

    static IEnumerable<string> Interleave(IReadOnlyList<string>[] lists)
    {
        for (var i = 0; i < lists.Max(list => list.Count); i++)
        {
            foreach (var list in lists)
            {
                if (i < list.Count) yield return list[i];
            }
        }
    }

    IShardGrain ShardFor(Deployment? deployment, string kind, string key) => Shard(Required(deployment, kind).ShardOf(key));

    IEnumerable<IShardGrain> Shards(Deployment deployment) => deployment.Shards.Select(Shard);

    IShardGrain Shard(ShardId shard) => _shards.GetOrAdd(shard, shard => grains.GetGrain<IShardGrain>(shard.ToString()));

    Deployment Required(Deployment? deployment, string kind) =>
        deployment ?? throw new InvalidOperationException($"pipeline {runtime.Options.Pipeline.Name} deploys no {kind}");
}
