namespace DistributedML.Data.Raw;

/// <summary>The records of one file, one after the other.</summary>
interface IRawRows : IDisposable
{
    /// <summary>The line where the record begins, from 1.</summary>
    long Line { get; }

    /// <summary>The record as it stands in the file, as UTF-8.</summary>
    ReadOnlySpan<byte> Raw { get; }

    /// <summary>Goes to the next record; false at the end of the file.</summary>
    bool Read();

    /// <summary>Sets the record's values; returns null, or why the record cannot be read: then some values may be set.</summary>
    string? Write(TableWriter writer);
}
