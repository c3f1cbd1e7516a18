using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Models.Forecasters;

/// <summary>
/// Reads daily sums: columns key (text; null for the total), day and value, the largest series first. A rank keeps every n-th series, since large and
/// small ones stand next to each other, and the total.
/// </summary>
/// <param name="first">The table's first day.</param>
/// <param name="days">Its length.</param>
sealed class DailyTableReader(DateOnly first, int days) : IRowReader<DailyTable>
{
    public DailyTable Read(IEnumerable<RecordBatch> batches, ICollective gang)
    {
        var values = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        double[]? total = null;
        foreach (var batch in batches)
        {
            var keys = batch.Texts("key");
            var at = batch.Days("day");
            var sums = batch.Doubles("value");
            for (var row = 0; row < batch.Length; row++)
            {
                if (keys.Text(row) is not { } key)
                {
                    Set(total ??= new double[days], at[row], sums[row]);
                    continue;
                }
                if (!numbers.TryGetValue(key, out var number)) numbers.Add(key, number = numbers.Count);
                if (number % gang.Ranks != gang.Rank) continue;
                if (!values.TryGetValue(key, out var series)) values.Add(key, series = new double[days]);
                Set(series, at[row], sums[row]);
            }
        }
        return new(first, days, [.. values.Select(entry => new KeyedSeries(entry.Key, entry.Value))], total);
    }

    void Set(double[] series, int day, double sum) => series[EpochTime.Day(day).DayNumber - first.DayNumber] = sum;
}
