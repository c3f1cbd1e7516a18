using Apache.Arrow;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function that makes any number of rows of each row.</summary>
sealed class RowsMapFunction<TIn, TOut>(Func<TIn, IEnumerable<TOut>> function, StructType output) : IBatchFunction
{
    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(IEnumerable<RecordBatch> batches, CancellationToken cancel) =>
        TableRows.Write(new RowWriter<TOut>(Output), Rows(batches), cancel);

    IEnumerable<TOut> Rows(IEnumerable<RecordBatch> batches)
    {
        RowReader<TIn>? reader = null;
        var firstRow = 0L;
        foreach (var batch in batches)
        {
            reader ??= new(batch.Schema);
            reader.Bind(batch, firstRow);
            for (var row = 0; row < batch.Length; row++)
                foreach (var made in Call(reader, row, firstRow)) yield return made;
            firstRow += batch.Length;
        }
    }

    List<TOut> Call(RowReader<TIn> reader, int row, long firstRow)
    {
        try
        {
            return [.. function(reader.Read(row))];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new FunctionRowException(firstRow + row, failure);
        }
    }
}
