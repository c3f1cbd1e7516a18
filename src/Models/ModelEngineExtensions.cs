using Apache.Arrow;
using DistributedML.Compute;

namespace DistributedML.Models;

/// <summary>What follows from the verbs of <see cref="IModelEngine"/>.</summary>
public static class ModelEngineExtensions
{
    /// <summary>All rows of a query, as the reader makes them for a single rank.</summary>
    public static async Task<TRows> ReadAsync<TRows>(this IModelEngine engine, string sql, IRowReader<TRows> reader, CancellationToken cancel = default)
    {
        var batches = new List<RecordBatch>();
        await foreach (var batch in engine.QueryAsync(sql, cancel)) batches.Add(batch);
        return reader.Read(batches, Solo.Instance);
    }
}
