using Apache.Arrow;
using Apache.Arrow.Ipc;
using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>Reads a DataFrame's rows without the conversions that other tests are about.</summary>
static class Tables
{
    public static async Task<List<RecordBatch>> BatchesAsync(this DataFrame table)
    {
        var batches = new List<RecordBatch>();
        await foreach (var response in table.Session.Client.ExecuteAsync(new Plan { Root = table.Relation }, TestContext.Current.CancellationToken))
        {
            if (response.ArrowBatch is not { } arrow) continue;
            using var reader = new ArrowStreamReader(new MemoryStream(arrow.Data.ToByteArray()));
            while (reader.ReadNextRecordBatch() is { } batch) batches.Add(batch);
        }
        return batches;
    }

    public static async Task<List<Row>> RowsAsync(this DataFrame table) => await table.CollectAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>The values of a column of longs.</summary>
    public static async Task<List<long?>> LongsAsync(this DataFrame table, int column = 0) =>
        [.. (await table.BatchesAsync()).SelectMany(batch => (Int64Array)batch.Column(column))];
}
