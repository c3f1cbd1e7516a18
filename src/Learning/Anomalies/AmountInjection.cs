using System.Globalization;
using DistributedML.Numerics;

namespace DistributedML.Learning.Anomalies;

/// <summary>
/// Measures a detector where nobody knows the anomalies: some amounts are moved far out on purpose, and an alert for one of them is a find,
/// any other alert
/// about an amount a false one. All finds together are worth ten times the false alarms that the option allows, so that neither silence nor
/// noise pays. Which amounts are moved, and by how much, depends on the rows alone, so that two models are measured on the same ones. Real
/// anomalies among the rows count as false for every model alike. Bursts and silences are not measured.
/// </summary>
/// <param name="Injected">Amounts moved.</param>
/// <param name="Found">Of these, found.</param>
/// <param name="Elsewhere">Alerts about other amounts.</param>
/// <param name="Days">The days with rows, as 2011-12-09.</param>
/// <param name="Scores">For each day what was found less other alerts, in units of all that could be found.</param>
public sealed record AmountInjection(int Injected, int Found, int Elsewhere, IReadOnlyList<string> Days, IReadOnlyList<double> Scores)
{
    /// <summary>What all finds together are worth, in false alarms that the option allows.</summary>
    const double Worth = 10;

    const long Seed = 20_111_209;
    const int Wanted = 200, EventsBefore = 20;
    const double SmallestShare = 0.001, LargestShare = 0.05;

    /// <summary>How far amounts are moved, in units of the distance from their key's median that one amount in ten exceeds.</summary>
    const double Nearest = 3, Farthest = 10;

    /// <summary>The distance where at least nine in ten amounts are equal: a tenth of them; and the largest logarithm that has an amount.</summary>
    const double SmallestDistance = 0.1, LargestLogarithm = 600;

    /// <summary>
    /// The share of injected amounts that is found, less what other alerts cost: 1 at best, 0 for a detector that never alerts, below 0 for
    /// one that cries wolf;
    /// NaN where nothing could be injected.
    /// </summary>
    public double Detection => Injected == 0 ? double.NaN : Scores.Sum();

    /// <summary>Runs a new detector of the model over all rows, with amounts moved from a time on, and counts from then on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">All keys' events.</param>
    /// <param name="from">From when on; rows before it are as they are.</param>
    /// <param name="falseAlarmRate">The share of ordinary amounts that may alert.</param>
    /// <param name="cancel">Stops.</param>
    public static AmountInjection Measure(AnomalyModel model, DetectorRows rows, DateTime from, double falseAlarmRate,
        CancellationToken cancel = default)
    {
        var amounts = (double[])rows.Amount.Clone();
        var moved = new HashSet<(string Key, DateTime Time, double Amount)>();
        var (chosen, candidates) = Chosen(rows, from);
        foreach (var row in chosen) moved.Add((rows.Keys[rows.Key[row.Row]], rows.Time[row.Row], amounts[row.Row] = row.Amount));

        if (moved.Count == 0) return new(0, 0, 0, [], []);

        var days = new SortedDictionary<DateTime, double>();
        foreach (var time in rows.Time)
            if (time >= from) days[time.Date] = 0;
        var alerts = new List<KeyedAlert>();
        new TrainedDetector(model).Continue(new(rows.Keys, rows.Key, rows.Time, amounts), alerts, cancel);
        var (found, elsewhere) = (0, 0);
        var (find, other) = (1.0 / moved.Count, -1 / (Worth * falseAlarmRate * candidates));
        foreach (var (key, alert) in alerts.Where(alert => alert.Alert.Kind == AlertKind.Amount && alert.Alert.Time >= from))
        {
            var isFind = moved.Contains((key, alert.Time, alert.Observed));
            (found, elsewhere) = isFind ? (found + 1, elsewhere) : (found, elsewhere + 1);
            days[alert.Time.Date] += isFind ? find : other;
        }
        return new(moved.Count, found, elsewhere, [.. days.Keys.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            [.. days.Values]);
    }

    // A few hundred where there are enough rows, never so many that the anomalies become what is usual.
    static (List<(int Row, double Amount)> Chosen, int Candidates) Chosen(DetectorRows rows, DateTime from)
    {
        var byKey = new List<double>[rows.Keys.Count];
        var candidates = new List<int>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.Amount[row] is 0 or double.NaN) continue;
            var known = byKey[rows.Key[row]] ??= [];
            if (rows.Time[row] >= from && known.Count >= EventsBefore) candidates.Add(row);
            known.Add(rows.Amount[row]);
        }
        var (random, chosen) = (new CounterRandom(Seed), new List<(int, double)>());
        var share = Math.Clamp((double)Wanted / Math.Max(1, candidates.Count), SmallestShare, LargestShare);
        var linear = AmountSpread.Of(rows).IsLinear;
        var usual = new (double Median, double Distance)?[rows.Keys.Count];
        foreach (var row in candidates.Where(row => random.Uniform(3L * row) < share))
        {
            var (median, distance) = usual[rows.Key[row]] ??= Usual(byKey[rows.Key[row]], linear);
            var size = distance * Nearest * Math.Pow(Farthest / Nearest, random.Uniform(3L * row + 1));
            var position = random.Uniform(3L * row + 2) < 0.5 ? median + size : median - size;
            chosen.Add((row, linear ? position : Math.CopySign(Math.Exp(Math.Clamp(position, -LargestLogarithm, LargestLogarithm)), rows.Amount[row])));
        }
        return (chosen, candidates.Count);
    }

    // Where ratios tell more than differences, the positions are logarithms, as for the detector.
    static (double Median, double Distance) Usual(List<double> amounts, bool linear)
    {
        var sorted = amounts.Select(amount => linear ? amount : Math.Log(Math.Abs(amount))).Order().ToList();
        var median = sorted[sorted.Count / 2];
        var distance = sorted.Select(position => Math.Abs(position - median)).Order().ElementAt(sorted.Count * 9 / 10);
        return (median, distance > 0 ? distance : SmallestDistance * (linear ? Math.Max(Math.Abs(median), double.Epsilon) : 1));
    }
}
