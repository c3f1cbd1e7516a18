using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Jobs.Training;

/// <summary>Reads the anomaly detector's input.</summary>
public static class DetectorTable
{
    /// <summary>Reads the rows of a query.</summary>
    /// <param name="engine">Runs the query.</param>
    /// <param name="sql">A SELECT of the columns key (text), time (timestamp) and amount (double; NaN where an event has none), without nulls, ordered by time.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="TableException">The query is wrong, or has other columns.</exception>
    public static async Task<DetectorRows> ReadAsync(IEngine engine, string sql, CancellationToken cancel = default)
    {
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var (keys, times, amounts) = (new List<int>(), new List<DateTime>(), new List<double>());
        await foreach (var batch in engine.QueryAsync(sql, cancel))
        {
            var texts = batch.Texts("key");
            var micros = batch.Timestamps("time");
            for (var row = 0; row < batch.Length; row++)
            {
                var text = texts.Text(row)!;
                if (!indexes.TryGetValue(text, out var index)) indexes.Add(text, index = indexes.Count);
                keys.Add(index);
                times.Add(EpochTime.Time(micros[row]));
            }
            amounts.AddRange(batch.Doubles("amount"));
        }
        return new DetectorRows([.. indexes.Keys], [.. keys], [.. times], [.. amounts]);
    }
}
