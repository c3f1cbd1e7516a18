using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over all batches of a partition.</summary>
sealed class PartitionFunction(Func<IEnumerable<RecordBatch>, IEnumerable<RecordBatch>> function, StructType output) : IBatchFunction
{
    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(IEnumerable<RecordBatch> batches, CancellationToken cancel) =>
        function(batches) ?? throw new InvalidOperationException("The function returned null instead of batches");
}
