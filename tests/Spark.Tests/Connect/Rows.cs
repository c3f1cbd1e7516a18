using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Connect;

/// <summary>Runs SQL below the rows' own conversion, to test the calls alone.</summary>
static class Rows
{
    public static async Task<long> CountAsync(SparkSession session, string sql, CancellationToken cancel, Action<long>? read = null)
    {
        var rows = 0L;
        await foreach (var response in session.Client.ExecuteAsync(new Plan { Root = session.Sql(sql).Relation }, cancel))
        {
            rows += response.ArrowBatch?.RowCount ?? 0;
            read?.Invoke(rows);
        }
        return rows;
    }
}
