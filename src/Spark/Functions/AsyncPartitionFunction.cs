using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>An asynchronous function over all batches of a partition, told of the task's end.</summary>
sealed class AsyncPartitionFunction(Func<IAsyncEnumerable<RecordBatch>, CancellationToken, IAsyncEnumerable<RecordBatch>> function, StructType output) : IBatchFunction
{
    public StructType Output { get; } = output;

    // The task has a thread of its own, which may wait.
    public IEnumerable<RecordBatch> Run(IEnumerable<RecordBatch> batches, CancellationToken cancel) =>
        (function(batches.ToAsyncEnumerable(), cancel) ?? throw new InvalidOperationException("The function returned null instead of batches")).ToBlockingEnumerable(cancel);
}
