using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>
/// Reads what the detector watches: columns key (text), time (timestamp) and amount (double), without nulls, ordered by time. A rank keeps all rows of its
/// keys.
/// </summary>
public sealed class DetectorReader : IRowReader<DetectorRows>
{
    /// <inheritdoc/>
    public DetectorRows Read(IEnumerable<RecordBatch> batches, ICollective gang)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var (owned, keys, times, amounts) = (new List<string>(), new List<int>(), new List<DateTime>(), new List<double>());
        foreach (var batch in batches)
        {
            var texts = batch.Texts("key");
            var micros = batch.Timestamps("time");
            var values = batch.Doubles("amount");
            for (var row = 0; row < batch.Length; row++)
            {
                var text = texts.Text(row)!;
                if (!numbers.TryGetValue(text, out var number)) numbers.Add(text, number = numbers.Count);
                if (number % gang.Ranks != gang.Rank) continue;
                if (number / gang.Ranks == owned.Count) owned.Add(text);
                keys.Add(number / gang.Ranks);
                times.Add(EpochTime.Time(micros[row]));
                amounts.Add(values[row]);
            }
        }
        return new DetectorRows([.. owned], [.. keys], [.. times], [.. amounts]);
    }
}
