using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Interfaces;
using DistributedML.Learning;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Shards;

/// <summary>
/// What a model keeps for each key of a shard, and how it learns from events. The state is a function of the events in their order, not of how they
/// are cut into batches nor of queries. Used within the turns of its shard.
/// </summary>
interface IShardModel
{
    /// <summary>The model as the pipeline defines it.</summary>
    ModelDefinition Definition { get; }

    /// <summary>The version in use; 0 when the shard started without a trained one.</summary>
    int Version { get; }

    /// <summary>The keys with state, in no particular order.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>Learns the events that the model's conditions let through, in order.</summary>
    void Learn(EventBatch batch, ICollection<AlertAnswer> alerts);

    /// <summary>Goes over to a trained version: keys without state take theirs from the artifact, the others keep what they learned.</summary>
    /// <param name="artifact">The artifact; shared with other shards, so that states are copied.</param>
    /// <param name="version">Its version.</param>
    /// <param name="owns">Whether a key belongs to this shard.</param>
    void Adopt(IState artifact, int version, Func<string, bool> owns);

    /// <summary>Goes over to the version that stored states belong to, before they are read.</summary>
    void Prepare(IState? artifact, int version);

    /// <summary>Reads a stored state.</summary>
    void Read(StateEntry entry);

    /// <summary>Takes states that changed since they were last taken, at most so many; false when no more are left.</summary>
    bool TakeChanged(int count, StateBuffer states);

    /// <summary>Writes all state, keys in ordinal order.</summary>
    void Write(BinaryWriter writer);
}
