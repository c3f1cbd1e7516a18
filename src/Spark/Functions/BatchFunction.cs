using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over single batches.</summary>
sealed class BatchFunction(Func<RecordBatch, RecordBatch> function, StructType output) : IBatchFunction
{
    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(IEnumerable<RecordBatch> batches, CancellationToken cancel) => batches.Select(function);
}
