using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Checkpoints;

/// <summary>What is stored for a shard.</summary>
/// <param name="Epoch">The epoch of the one who opened it.</param>
/// <param name="Position">Where it stands; null when nothing was written yet.</param>
/// <param name="Entries">All state, in no particular order.</param>
/// <param name="Alerts">The newest alerts, oldest first; at most <see cref="NewestAlerts"/>.</param>
public sealed record ShardCheckpoint(long Epoch, ShardPosition? Position, IReadOnlyList<StateEntry> Entries, IReadOnlyList<AlertAnswer> Alerts)
{
    /// <summary>How many alerts are read back.</summary>
    public const int NewestAlerts = 1_000;
}

/// <summary>The state that a model keeps for a key.</summary>
/// <param name="Model">The model.</param>
/// <param name="Key">The key; empty for what the model keeps beside the keys.</param>
/// <param name="State">Its bytes.</param>
public readonly record struct StateEntry(string Model, string Key, ArraySegment<byte> State);

/// <summary>A change of a shard's checkpoint.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">The epoch that the shard was opened with.</param>
/// <param name="Position">Where it stands now.</param>
/// <param name="Entries">State that changed since the last write; stays as it is until the write has ended.</param>
/// <param name="Alerts">Alerts raised since the last write.</param>
public sealed record CheckpointWrite(ShardId Shard, long Epoch, ShardPosition Position, IReadOnlyList<StateEntry> Entries, IReadOnlyList<AlertAnswer> Alerts);
