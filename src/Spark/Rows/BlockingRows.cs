using DistributedML.Spark.Connect;

namespace DistributedML.Spark.Rows;

/// <summary>Rows that arrive asynchronously, read by a thread that waits for each batch. Leaving the loop ends the query.</summary>
static class BlockingRows
{
    public static IEnumerable<T> Of<T>(IAsyncEnumerable<RowReader<T>> batches)
    {
        var rows = batches.GetAsyncEnumerator();
        try
        {
            while (Blocking.Wait(() => rows.MoveNextAsync().AsTask()))
            {
                for (var i = 0; i < rows.Current.Length; i++) yield return rows.Current.Read(i);
            }
        }
        finally
        {
            Blocking.Wait(() => rows.DisposeAsync().AsTask());
        }
    }
}
