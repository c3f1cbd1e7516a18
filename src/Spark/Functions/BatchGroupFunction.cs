using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over a whole group, as one batch.</summary>
sealed class BatchGroupFunction(Func<RecordBatch, RecordBatch> function, StructType output) : IGroupFunction
{
    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(GroupBatches group, GroupBatches? other, CancellationToken cancel) => [function(group.Whole())];
}
