using Apache.Arrow;
using Apache.Arrow.Ipc;
using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark;

/// <summary>The rows of a query as texts, read straight from Arrow so that nothing but the columns under test takes part.</summary>
static class Answers
{
    /// <summary>The rows, each a text of its values with commas.</summary>
    public static async Task<string[]> LinesAsync(DataFrame frame)
    {
        var columns = await frame.ColumnsAsync(TestContext.Current.CancellationToken);
        var texts = frame.ToDF([.. columns.Select((_, i) => $"c{i}")]).SelectExpr([.. columns.Select((_, i) => $"coalesce(CAST(c{i} AS STRING), 'null')")]);
        return [.. (await RowsAsync(texts)).Select(row => string.Join(',', row))];
    }

    /// <summary>The rows of a query of text columns.</summary>
    public static async Task<List<string[]>> RowsAsync(DataFrame texts)
    {
        var rows = new List<string[]>();
        await foreach (var response in texts.Session.Client.ExecuteAsync(new Plan { Root = texts.Relation }, TestContext.Current.CancellationToken))
        {
            if (response.ArrowBatch is not { } batch) continue;
            using var reader = new ArrowStreamReader(batch.Data.Memory);
            while (await reader.ReadNextRecordBatchAsync(TestContext.Current.CancellationToken) is { } block)
            {
                for (var i = 0; i < block.Length; i++) rows.Add([.. block.Arrays.Select(column => ((StringArray)column).GetString(i))]);
            }
        }
        return rows;
    }
}
