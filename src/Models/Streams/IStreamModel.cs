using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Streams;

/// <summary>
/// What a model keeps for each key of a shard, and how it learns from events. The state is a function of the events in their order, not of how they
/// are cut into batches nor of queries. Used within the turns of its shard. What may take long is cut into slices, between which queries are answered.
/// </summary>
public interface IStreamModel
{
    /// <summary>The model as the pipeline defines it.</summary>
    ModelDefinition Definition { get; }

    /// <summary>The version in use; 0 when the shard started without a trained one.</summary>
    int Version { get; }

    /// <summary>Events before this time were in training and are not learned again; null when every event is a new one.</summary>
    DateTime? TrainedUntil { get; }

    /// <summary>The keys with state, in no particular order.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>
    /// Learns the events that are not known from training and that the model's conditions let through, in order, from a row on; returns the row to go on with in the next slice, which is the
    /// batch's count when all are learned.
    /// </summary>
    int Learn(EventBatch batch, int fromRow, ICollection<OutputRecord> outputs);

    /// <summary>
    /// Tells that the deployment's time went on while the shard had no events, so that silence shows; the state stays as it is. Called again with the same
    /// hours until it returns false.
    /// </summary>
    /// <param name="hours">The hours after the shard's newest event in which other shards had events, ascending: the beginning of each.</param>
    /// <param name="outputs">Takes what that shows; the same things are put out again when the shard's own events show them.</param>
    bool Pass(IReadOnlyList<DateTime> hours, ICollection<OutputRecord> outputs);

    /// <summary>
    /// Starts to go over to a trained version: keys without state take theirs from the artifact, the others keep what they learned. Until
    /// <see cref="ContinueAdopting"/> says that it is done no event is learned; queries are answered by what each key has at that moment.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="owns">Whether a key belongs to this shard.</param>
    void Adopt(TrainedVersion version, Func<string, bool> owns);

    /// <summary>Goes on with some keys; false when the version is adopted.</summary>
    bool ContinueAdopting();

    /// <summary>Goes over to the version that stored states belong to, before they are read.</summary>
    void Prepare(TrainedVersion version);

    /// <summary>Reads a stored state.</summary>
    void Read(StateEntry entry);

    /// <summary>
    /// Tells, after the stored states were read, that some keys have come from other shards. What these learned beside the keys stayed with
    /// them; each key is at the time of the shard that it was in.
    /// </summary>
    void Gain();

    /// <summary>Takes states that changed since they were last taken, at most so many; false when no more are left.</summary>
    bool TakeChanged(int count, StateBuffer states);

    /// <summary>Writes all state, keys in ordinal order.</summary>
    void Write(BinaryWriter writer);
}
