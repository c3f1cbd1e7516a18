using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Functions;

/// <summary>What a stream does with each of its micro-batches, beside the driver.</summary>
interface IBatchAction : IPortable
{
    void Run(DataFrame batch, long id);
}
