namespace DistributedML.Learning;

/// <summary>
/// What one pass over rows leaves: add rows, merge what others added, read the result. Half and half merged equals the whole, to
/// rounding, in any order; a summary of no rows changes nothing that it is merged into. The same summary is fed by Spark partitions,
/// batches or events.
/// </summary>
/// <typeparam name="TSelf">The summary's own type.</typeparam>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="TResult">What it finds.</typeparam>
public interface ISummary<TSelf, in TRow, out TResult> : IMergeable<TSelf>, IState where TSelf : ISummary<TSelf, TRow, TResult>
{
    /// <summary>Adds a row.</summary>
    void Add(TRow row);

    /// <summary>The result over all rows added so far; rows may be added afterwards.</summary>
    TResult Result();

    /// <summary>Reads what <see cref="IState.Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such summary.</exception>
    static abstract TSelf Read(BinaryReader reader);
}
