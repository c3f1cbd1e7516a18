using Apache.Arrow;
using DistributedML.Spark.Rows;

namespace DistributedML.Spark.Functions;

/// <summary>Batches as rows and rows as batches, lazily.</summary>
static class TableRows
{
    const int RowsPerBatch = 10_000;
    const long BytesPerBatch = 16 << 20;

    public static IEnumerable<T> Read<T>(Schema schema, IEnumerable<RecordBatch> batches, long firstRow)
    {
        var reader = new RowReader<T>(schema);
        foreach (var batch in batches)
        {
            reader.Bind(batch, firstRow);
            for (var row = 0; row < batch.Length; row++) yield return reader.Read(row);
            firstRow += batch.Length;
        }
    }

    public static IEnumerable<RecordBatch> Write<T>(RowWriter<T> writer, IEnumerable<T> rows, CancellationToken cancel)
    {
        foreach (var row in rows ?? throw new InvalidOperationException("The function returned null instead of rows"))
        {
            writer.Append(row);
            if (writer.Length < RowsPerBatch && writer.Bytes < BytesPerBatch) continue;
            yield return writer.Build();
            cancel.ThrowIfCancellationRequested();
        }
        if (writer.Length > 0) yield return writer.Build();
    }
}
