using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over the batches of a partition.</summary>
interface IBatchFunction : IPortable
{
    /// <summary>The columns of its batches.</summary>
    StructType Output { get; }

    IEnumerable<RecordBatch> Run(IEnumerable<RecordBatch> batches, CancellationToken cancel);
}
