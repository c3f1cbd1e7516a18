using Apache.Arrow;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>Runs a writer over the rows of one partition; makes no rows.</summary>
sealed class ForeachFunction(IForeachWriter writer, long epoch) : IBatchFunction
{
    public StructType Output { get; } = new([new StructField("nothing", new LongType())]);

    public IEnumerable<RecordBatch> Run(IEnumerable<RecordBatch> batches, CancellationToken cancel)
    {
        Exception? failure = null;
        var row = 0L;
        try
        {
            if (!writer.Open(TaskContext.Current!.PartitionId, epoch)) return [];
            foreach (var batch in batches)
            {
                foreach (var value in TableRows.Read<Row>(batch.Schema, [batch], row))
                {
                    cancel.ThrowIfCancellationRequested();
                    writer.Process(value);
                    row++;
                }
            }
            return [];
        }
        catch (Exception thrown)
        {
            failure = thrown;
            throw new FunctionRowException(row, thrown);
        }
        finally
        {
            writer.Close(failure!);   // whatever Open said or threw
        }
    }
}
