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
}
