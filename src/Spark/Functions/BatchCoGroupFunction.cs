using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over two whole groups with one key, each as one batch.</summary>
sealed class BatchCoGroupFunction(Func<RecordBatch, RecordBatch, RecordBatch> function, StructType output) : IGroupFunction
{
    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(GroupBatches group, GroupBatches? other, CancellationToken cancel) => [function(group.Whole(), other!.Whole())];
}
