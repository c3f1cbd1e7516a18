using DistributedML.Streams;

namespace DistributedML.Grains.Checkpoints;

/// <summary>
/// Keeps shards' states together with the offsets that they belong to. A shard is owned by the one that opened it last: opening raises the
/// shard's epoch, and a write with an older epoch changes nothing. All methods can be called from any thread.
/// </summary>
public interface ICheckpointStore : IAsyncDisposable
{
    /// <summary>
    /// Takes a shard over and reads what is stored for it. Whatever is stored has a checksum: an entry whose bytes are not those that were written is
    /// named and left out.
    /// </summary>
    /// <exception cref="IOException">The store cannot be read, or the shard's position is damaged.</exception>
    Task<ShardCheckpoint> Open(ShardId shard, CancellationToken cancel = default);

    /// <summary>
    /// Stores a change in one transaction: the entries replace those of the same model and key, outputs whose id is stored already are left
    /// out, the position replaces the former one. What it has returned from survives the end of the process.
    /// </summary>
    /// <exception cref="StaleEpochException">The shard was opened again since; nothing was changed.</exception>
    /// <exception cref="IOException">The store cannot write, as when the disk is full; nothing was changed.</exception>
    Task Write(CheckpointWrite write);

    /// <summary>How many shards a deployment has: one more than the highest partition that was ever opened; 0 when none was.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    Task<int> Shards(string deployment);

    /// <summary>
    /// Gives a deployment another number of shards, in one transaction: each key's states and outputs go to the shard that the key's hash
    /// chooses among them (<see cref="Murmur2"/>); the states that belong to no key stay where they are.
    /// </summary>
    /// <param name="shards">
    /// What is written besides for each shard of the new number, by partition. A shard that is not there yet has epoch 0, the others that
    /// of the one who opened them.
    /// </param>
    /// <exception cref="StaleEpochException">A shard was opened again since; nothing was changed.</exception>
    /// <exception cref="IOException">The store cannot write; nothing was changed.</exception>
    Task Spread(IReadOnlyList<CheckpointWrite> shards);
}
