using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Reports;

namespace DistributedML.Models.Tables;

/// <summary>What values the features of all ranks have, and which of them tell the target.</summary>
static class FeatureSummaries
{
    const int LevelsShown = 8;
    const double AlmostExactly = 0.9999;

    /// <summary>A summary for each feature, and the features that alone tell the target almost exactly.</summary>
    public static (IReadOnlyList<FeatureSummary> Features, IReadOnlyList<string> Suspects) Of(TableRows table, ICollective gang)
    {
        var rows = table.Data;
        var (features, suspects) = (new List<FeatureSummary>(), new List<string>());
        for (var i = 0; i < rows.Schema.Count; i++)
        {
            var type = table.Forms[i].ToString().ToLowerInvariant();
            features.Add(rows.Schema[i].Type switch
            {
                FeatureType.Numeric => Numbers(rows, i, type, gang, suspects),
                FeatureType.Categorical => Levels(rows, i, type, gang, suspects),
                _ => Texts(rows, i, type, gang),
            });
        }
        return (features, suspects);
    }

    static FeatureSummary Numbers(Dataset rows, int feature, string type, ICollective gang, List<string> suspects)
    {
        var values = rows.Numeric(feature);
        // rows, missing, Σx, Σx², and of the rows with a value n, Σy, Σy², Σxy
        var sums = new double[8];
        var (min, minNegated) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var row = 0; row < values.Length; row++)
        {
            sums[0]++;
            var (x, y) = ((double)values[row], Target(rows, row));
            if (double.IsNaN(x)) sums[1]++;
            if (!double.IsFinite(x)) continue;
            (min, minNegated) = (Math.Min(min, x), Math.Min(minNegated, -x));
            sums[2] += x;
            sums[3] += x * x;
            sums[4]++;
            sums[5] += y;
            sums[6] += y * y;
            sums[7] += x * y;
        }
        gang.AllReduce(sums);
        Span<double> bounds = [min, minNegated];
        gang.AllReduce(bounds, Reduction.Min);
        var n = sums[4];
        if (n == 0) return new(rows.Schema[feature].Name, type, (long)sums[0], (long)sums[1]);
        var mean = sums[2] / n;
        var variance = Math.Max(0, sums[3] / n - mean * mean);
        var correlation = (sums[7] / n - mean * sums[5] / n) / Math.Sqrt(variance * Math.Max(0, sums[6] / n - sums[5] / n * (sums[5] / n)));
        if (Math.Abs(correlation) > AlmostExactly && n > 20) suspects.Add(rows.Schema[feature].Name);
        return new(rows.Schema[feature].Name, type, (long)sums[0], (long)sums[1])
        {
            Min = bounds[0],
            Mean = mean,
            Max = -bounds[1],
            StandardDeviation = Math.Sqrt(variance),
        };
    }

    // Two classes are 0 and 1; more have no order to correlate with.
    static double Target(Dataset rows, int row) => rows.Target is { } target ? target[row]
        : rows.Classes is { } classes && rows.ClassNames.Count == 2 ? classes[row] : double.NaN;

    static FeatureSummary Levels(Dataset rows, int feature, string type, ICollective gang, List<string> suspects)
    {
        var (levels, codes, classes) = (rows.Schema[feature].Levels, rows.Codes(feature), Math.Max(1, rows.ClassNames.Count));
        var counts = new double[(levels.Count + 1) * classes];
        for (var row = 0; row < codes.Length; row++) counts[(codes[row] + 1) * classes + (rows.Classes is { } known ? Math.Max(0, known[row]) : 0)]++;
        gang.AllReduce(counts);
        double[] byLevel = [.. counts.Chunk(classes).Select(chunk => chunk.Sum())];
        var (total, best) = (byLevel.Sum(), counts.Chunk(classes).Sum(chunk => chunk.Max()));
        var majority = Enumerable.Range(0, classes).Max(one => counts.Chunk(classes).Sum(chunk => chunk[one]));
        if (classes > 1 && total > 20 && best / total > AlmostExactly && majority / total < AlmostExactly && levels.Count < total / 10) suspects.Add(rows.Schema[feature].Name);
        return new(rows.Schema[feature].Name, type, (long)total, (long)byLevel[0])
        {
            DistinctLevels = levels.Count,
            Levels = [.. levels.Select((level, code) => new LevelCount(level, (long)byLevel[code + 1])).OrderByDescending(one => one.Rows).ThenBy(one => one.Level, StringComparer.Ordinal).Take(LevelsShown)],
        };
    }

    static FeatureSummary Texts(Dataset rows, int feature, string type, ICollective gang)
    {
        Span<double> counts = [rows.Rows, rows.Texts(feature).Count(text => text is null)];
        gang.AllReduce(counts);
        return new(rows.Schema[feature].Name, type, (long)counts[0], (long)counts[1]);
    }
}
