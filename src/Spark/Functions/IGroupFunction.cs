using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over the rows that share a key: of one table, or of two (the second group is null for one).</summary>
interface IGroupFunction : IPortable
{
    /// <summary>The columns of its batches.</summary>
    StructType Output { get; }

    IEnumerable<RecordBatch> Run(GroupBatches group, GroupBatches? other, CancellationToken cancel);
}
