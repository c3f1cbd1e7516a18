using Apache.Arrow;

namespace DistributedML.Spark.Functions;

/// <summary>The rows of one group.</summary>
/// <param name="Keys">Which columns of the batches are the key.</param>
/// <param name="Values">Which are the table's own.</param>
/// <param name="Schema">The columns of the batches.</param>
/// <param name="Batches">The rows; can be gone through once.</param>
/// <param name="FirstRow">The number of the group's first row within the partition.</param>
sealed record GroupBatches(IReadOnlyList<int> Keys, IReadOnlyList<int> Values, Schema Schema, IEnumerable<RecordBatch> Batches, long FirstRow)
{
    /// <summary>The table's own columns, all rows in one batch.</summary>
    public RecordBatch Whole()
    {
        var batches = Batches.Where(batch => batch.Length > 0).Select(batch => Functions.Batches.Choose(batch, Values)).ToList();
        return batches.Count > 0 ? Functions.Batches.Concatenate(batches) : Functions.Batches.Empty(Functions.Batches.Choose(Schema, Values));
    }
}
