using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Models.Forecasters;

/// <summary>
/// Reads series from parts of steps: columns key (text; null for the total), day, second (of the day), value and known (how many values the part has), the
/// largest series first, each in order of time. A rank keeps every n-th series, since large and small ones stand next to each other, and the total.
/// </summary>
/// <param name="shape">How parts become values.</param>
/// <param name="first">The table's first step.</param>
/// <param name="periods">Its length in steps.</param>
sealed class SeriesReader(SeriesShape shape, long first, int periods) : IRowReader<DailyTable>
{
    int _withoutValue;

    /// <summary>Steps that have rows but no value, over all series that the ranks of this process have read.</summary>
    internal int WithoutValue => _withoutValue;

    public DailyTable Read(IEnumerable<RecordBatch> batches, ICollective gang)
    {
        var values = new Dictionary<string, SteppedValues>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        double[]? total = null;
        foreach (var batch in batches)
        {
            var keys = batch.Texts("key");
            var days = batch.Days("day");
            var (seconds, parts, known) = (batch.Doubles("second").ToArray(), batch.Doubles("value").ToArray(), batch.Doubles("known").ToArray());
            for (var row = 0; row < batch.Length; row++)
            {
                var step = (int)(IndexOf(shape.Step, days[row], seconds[row]) - first);
                if (keys.Text(row) is not { } key)
                {
                    (total ??= new double[periods])[step] += parts[row];
                    continue;
                }
                if (!numbers.TryGetValue(key, out var number)) numbers.Add(key, number = numbers.Count);
                if (number % gang.Ranks != gang.Rank) continue;
                if (!values.TryGetValue(key, out var series)) values.Add(key, series = new(shape, periods));
                series.Add(step, parts[row], (long)known[row]);
            }
        }
        Interlocked.Add(ref _withoutValue, values.Values.Sum(series => series.WithoutValue));
        return new(shape.Step.StartOf(first), periods, [.. values.Select(entry => new KeyedSeries(entry.Key, entry.Value.ToArray()))], total) { Shape = shape };
    }

    /// <summary>The step that holds a second of a day.</summary>
    internal static long IndexOf(SeriesStep step, int day, double second) => step.IndexOf(EpochTime.Day(day).ToDateTime(default).AddSeconds(second));
}
