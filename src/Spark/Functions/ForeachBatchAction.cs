using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Functions;

/// <summary>The user's own action on a micro-batch.</summary>
sealed class ForeachBatchAction(Action<DataFrame, long> action) : IBatchAction
{
    public void Run(DataFrame batch, long id) => action(batch, id);
}
