using DistributedML.Models.Streams;
using DistributedML.Streams;

namespace DistributedML.Grains.Checkpoints;

/// <summary>What is stored for a shard.</summary>
/// <param name="Epoch">The epoch of the one who opened it.</param>
/// <param name="Position">Where it stands; null when nothing was written yet.</param>
/// <param name="Entries">All state, in no particular order.</param>
/// <param name="Outputs">The newest outputs, oldest first; at most <see cref="NewestOutputs"/> of each model.</param>
public sealed record ShardCheckpoint(long Epoch, ShardPosition? Position, IReadOnlyList<StateEntry> Entries, IReadOnlyList<OutputRecord> Outputs)
{
    /// <summary>Entries whose bytes are not those that were written; they are not among <see cref="Entries"/>.</summary>
    public IReadOnlyList<(string Model, string Key)> Damaged { get; init; } = [];

    /// <summary>How many outputs of a model are read back.</summary>
    public const int NewestOutputs = 1_000;

    /// <summary>How many outputs of a model a store keeps, the newest ones.</summary>
    public const int KeptOutputs = 10_000;
}

/// <summary>A change of a shard's checkpoint.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">The epoch that the shard was opened with.</param>
/// <param name="Position">Where it stands now.</param>
/// <param name="Entries">State that changed since the last write; stays as it is until the write has ended.</param>
/// <param name="Outputs">What the models put out since the last write.</param>
public sealed record CheckpointWrite(ShardId Shard, long Epoch, ShardPosition Position, IReadOnlyList<StateEntry> Entries, IReadOnlyList<OutputRecord> Outputs)
{
    /// <summary>Models whose entries are all among <see cref="Entries"/>; what else is stored of them goes.</summary>
    public IReadOnlyCollection<string> Replaced { get; init; } = [];

    /// <summary>Entries that go.</summary>
    public IReadOnlyCollection<(string Model, string Key)> Removed { get; init; } = [];

    /// <summary>Entries for other shards of the deployment, by partition; they are stored there.</summary>
    public IReadOnlyCollection<(int Partition, StateEntry Entry)> Handed { get; init; } = [];
}
