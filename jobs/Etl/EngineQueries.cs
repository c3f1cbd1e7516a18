using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Engines;

namespace DistributedML.Jobs.Etl;

/// <summary>Small results of queries.</summary>
static class EngineQueries
{
    /// <summary>The integer in column n of the first row.</summary>
    internal static async Task<long> CountAsync(this IEngine engine, string sql, CancellationToken cancel)
    {
        var count = 0L;
        await foreach (var batch in engine.QueryAsync(sql, cancel)) count = batch.Integers("n")[0];
        return count;
    }

    /// <summary>Rows of a text column and an integer column n.</summary>
    internal static async Task<List<NamedCount>> CountsAsync(this IEngine engine, string sql, string name, CancellationToken cancel)
    {
        var counts = new List<NamedCount>();
        await foreach (var batch in engine.QueryAsync(sql, cancel))
        {
            var texts = batch.Texts(name);
            for (var row = 0; row < batch.Length; row++) counts.Add(new(texts.Text(row)!, batch.Integers("n")[row]));
        }
        return counts;
    }

    /// <summary>A single row of doubles.</summary>
    internal static async Task<List<double?>> ValuesAsync(this IEngine engine, string sql, CancellationToken cancel)
    {
        var values = new List<double?>();
        await foreach (var batch in engine.QueryAsync(sql, cancel))
        {
            for (var column = 0; column < batch.ColumnCount; column++) values.Add(((DoubleArray)batch.Column(column)).GetValue(0));
        }
        return values;
    }
}
