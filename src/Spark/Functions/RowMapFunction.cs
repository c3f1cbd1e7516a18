using Apache.Arrow;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function that makes a row of each row.</summary>
sealed class RowMapFunction<TIn, TOut>(Func<TIn, TOut> function, StructType output) : IBatchFunction
{
    const int RowsBetweenLooks = 1024;

    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(IEnumerable<RecordBatch> batches, CancellationToken cancel)
    {
        RowReader<TIn>? reader = null;
        var writer = new RowWriter<TOut>(Output);
        var firstRow = 0L;
        foreach (var batch in batches)
        {
            reader ??= new(batch.Schema);
            reader.Bind(batch, firstRow);
            Map(reader, writer, batch.Length, firstRow, cancel);
            firstRow += batch.Length;
            yield return writer.Build();
        }
    }

    void Map(RowReader<TIn> reader, RowWriter<TOut> writer, int rows, long firstRow, CancellationToken cancel)
    {
        var row = 0;
        try
        {
            for (; row < rows; row++)
            {
                if (row % RowsBetweenLooks == 0) cancel.ThrowIfCancellationRequested();
                writer.Append(function(reader.Read(row)));
            }
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            throw new FunctionRowException(firstRow + row, failure);
        }
    }
}
