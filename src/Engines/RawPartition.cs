using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.Raw;

namespace DistributedML.Engines;

/// <summary>Reads text files on an executor: what travels there is this record.</summary>
/// <param name="Files">The files.</param>
/// <param name="Format">How they become rows.</param>
sealed record RawPartition(RawFile[] Files, RawFormat Format)
{
    /// <summary>Takes batches with the numbers of files in column id, and returns their rows.</summary>
    internal IEnumerable<RecordBatch> Read(IEnumerable<RecordBatch> numbers)
    {
        var loader = new RawLoader(Format);
        foreach (var batch in numbers)
        {
            foreach (var number in batch.Integers("id").ToArray())
                foreach (var rows in loader.Read(Files[number], (int)number)) yield return rows;
        }
    }
}
