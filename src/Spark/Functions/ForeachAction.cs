using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Functions;

/// <summary>Hands each row of a micro-batch to a writer, which is opened and closed in each partition, on the executors.</summary>
sealed class ForeachAction(IForeachWriter writer) : IBatchAction
{
    public void Run(DataFrame batch, long id) => batch.Consume(new ForeachFunction(writer, id));
}
