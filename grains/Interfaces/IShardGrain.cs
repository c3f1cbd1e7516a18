using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;
using Orleans.Concurrency;

namespace DistributedML.Grains.Interfaces;

/// <summary>
/// One Kafka partition of a deployment: the state of all keys of that partition, and the only one that applies its events, in order.
/// The grain's key is "deployment/partition", see <see cref="ShardId"/>. Queries interleave between batches of events.
/// </summary>
[Alias("DistributedML.IShardGrain")]
public interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Starts consuming unless it already does; called again and again by every silo, so that a lost shard comes up elsewhere.</summary>
    Task Start();

    /// <summary>Writes a checkpoint and stops consuming.</summary>
    Task Stop();

    /// <summary>
    /// From its last checkpoint on, reads to an offset or to the first event of a partition that is not read yet, writes a checkpoint and
    /// stops consuming; for states to be moved to other shards. Called again and again until it answers that it is done; queries are
    /// answered meanwhile.
    /// </summary>
    Task<bool> Finish(long end);

    /// <summary>Where the shard stands.</summary>
    Task<ShardStatus> GetStatus();

    /// <summary>A model's answer to a question, or this shard's part of it, as JSON; null when the shard does not know the key.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="query">The question's name.</param>
    /// <param name="key">The key; empty when the question has none.</param>
    /// <param name="numbers">The values of the question's parameters, in their order.</param>
    /// <param name="eventJson">The event that is asked about, UTF-8 JSON with the table's columns; null when the question has none.</param>
    /// <exception cref="EventFormatException">The event is not JSON or breaks the schema.</exception>
    Task<Immutable<byte[]?>> Ask(string model, string query, string key, Immutable<double[]> numbers, Immutable<byte[]?> eventJson);

    /// <summary>The newest outputs of the shard's models, newest first.</summary>
    Task<IReadOnlyList<OutputRecord>> LatestOutputs(int count);

    /// <summary>Keys that the shard knows, in an order of its own, for people to pick from.</summary>
    Task<IReadOnlyList<string>> SampleKeys(int count);

    /// <summary>SHA-256 of the shard's whole state after the last applied batch, in hexadecimal.</summary>
    Task<string> StateHash();
}
