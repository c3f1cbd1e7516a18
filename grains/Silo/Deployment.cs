using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Kafka;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Silo;

/// <summary>A stream of the pipeline with the models that learn from it.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Stream">The stream.</param>
public sealed record Deployment(Pipeline Pipeline, StreamDefinition Stream)
{
    /// <summary>The deployment's name.</summary>
    public string Name => Stream.Name;

    /// <summary>The models that learn from the stream, in the pipeline's order.</summary>
    public IReadOnlyList<ModelDefinition> Models { get; } = [.. Pipeline.Models.Where(model => model.Stream == Stream.Name)];

    /// <summary>The shards, by partition.</summary>
    public IEnumerable<ShardId> Shards => Enumerable.Range(0, Stream.Partitions).Select(partition => new ShardId(Stream.Name, partition));

    /// <summary>The shard that holds a key.</summary>
    public ShardId ShardOf(string key) => new(Stream.Name, Murmur2.Partition(key, Stream.Partitions));
}
