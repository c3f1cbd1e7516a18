using Apache.Arrow;
using DistributedML.Data;

namespace DistributedML.Engines;

/// <summary>Cuts a stream of batches where the key changes.</summary>
static class Groups
{
    /// <exception cref="TableException">A key is null, or comes again after another one.</exception>
    internal static async IAsyncEnumerable<(string Key, IReadOnlyList<RecordBatch> Rows)> Of(IAsyncEnumerable<RecordBatch> batches, string column)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? key = null;
        var rows = new List<RecordBatch>();
        await foreach (var batch in batches)
        {
            var keys = batch.Texts(column);
            for (var start = 0; start < batch.Length;)
            {
                var next = keys.Text(start) ?? throw new TableException($"column '{column}' holds nulls; expected a key in each row");
                var end = start + 1;
                while (end < batch.Length && keys.GetBytes(end).SequenceEqual(keys.GetBytes(start)) && !keys.IsNull(end)) end++;
                if (next != key)
                {
                    if (key is not null) yield return (key, rows);
                    if (!seen.Add(next)) throw new TableException($"key '{next}' comes again after others; order the query by {column}");
                    (key, rows) = (next, []);
                }
                rows.Add(batch.Slice(start, end - start));
                start = end;
            }
        }
        if (key is not null) yield return (key, rows);
    }
}
