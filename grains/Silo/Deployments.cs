using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Runtime;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Streams;
using Orleans.Concurrency;

namespace DistributedML.Grains.Silo;

/// <summary>Routes queries to the shards that hold their keys, and events to the topics of the pipeline's streams.</summary>
public sealed class Deployments(IGrainFactory grains, ShardRuntime runtime) : IDeployments
{
    readonly ConcurrentDictionary<ShardId, IShardGrain> _shards = new();   // a reference is for good, and looking it up costs as much as a small query

    /// <inheritdoc/>
    public Pipeline Pipeline => runtime.Pipeline;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. runtime.Deployments.Select(deployment => deployment.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<DeployedModel> Models { get; } =
    [
        .. runtime.Pipeline.Models.Where(model => model.Stream is not null).Select(model => new DeployedModel(model, runtime.Kinds.Of(model), model.Stream!, runtime.Pipeline.Table)),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ShardStatus>> GetStatus(string deployment) =>
        await Task.WhenAll(Shards(runtime.Deployment(deployment)).Select(shard => shard.GetStatus()));

    /// <inheritdoc/>
    public async Task<byte[]?> Ask(DeployedModel model, ModelQuery query, string key, double[] numbers, byte[]? body = null)
    {
        var deployment = runtime.Deployment(model.Deployment);
        while (true)
        {
            var settled = deployment.Settled;
            await settled;
            try
            {
                var answer = await Ask(deployment, model, query, key, numbers, body);
                if (ReferenceEquals(settled, deployment.Settled)) return answer;   // else keys have moved meanwhile
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !ReferenceEquals(settled, deployment.Settled))
            {
                // The shard was in the middle of a move.
            }
        }
    }

    async Task<byte[]?> Ask(Deployment deployment, DeployedModel model, ModelQuery query, string key, double[] numbers, byte[]? body)
    {
        if (query.AsksAllShards(model.Definition, key))
        {
            var parts = await Task.WhenAll(Shards(deployment).Select(shard => Ask(shard, key)));
            var champion = runtime.Catalog.Champion(model.Name);
            return query.Combine(model.Definition, champion?.Artifact, champion?.Number ?? 0, [.. parts.OfType<byte[]>()], new(key, numbers));
        }
        return await Ask(Shard(query.Subject switch
        {
            QuerySubject.Rows when key.Length == 0 => new ShardId(deployment.Name, 0),
            QuerySubject.Event => deployment.ShardOf(runtime.Sender.KeyOf(body!, deployment.Stream)),
            _ => deployment.ShardOf(key),
        }), key);

        async Task<byte[]?> Ask(IShardGrain shard, string key) =>
            (await shard.Ask(model.Name, query.Name, key, new Immutable<double[]>(numbers), new Immutable<byte[]?>(body))).Value;
    }

    /// <inheritdoc/>
    public (IState Artifact, int Version)? Serving(DeployedModel model) =>
        runtime.Catalog.Champion(model.Name) is { } champion ? (champion.Artifact, champion.Number) : null;

    /// <inheritdoc/>
    public ModelQuality? Quality(DeployedModel model) => runtime.Catalog.Quality(model.Name);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutputRecord>> LatestOutputs(int count)
    {
        var outputs = await Task.WhenAll(runtime.Deployments.SelectMany(Shards).Select(shard => shard.LatestOutputs(count)));
        return [.. outputs.SelectMany(some => some).OrderByDescending(output => output.Time).ThenBy(output => output.Id, StringComparer.Ordinal).Take(count)];
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

    IEnumerable<IShardGrain> Shards(Deployment deployment) => deployment.Shards.Select(Shard);

    IShardGrain Shard(ShardId shard) => _shards.GetOrAdd(shard, shard => grains.GetGrain<IShardGrain>(shard.ToString()));
}
