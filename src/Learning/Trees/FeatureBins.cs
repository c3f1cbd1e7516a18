using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Trees;

/// <summary>
/// A feature's values as small numbers: the levels of a categorical feature, or intervals of a numeric one in their order; missing values
/// come last.
/// </summary>
sealed class FeatureBins
{
    /// <summary>Rows that the intervals are made from, about.</summary>
    const int SampleRows = 200_000;

    readonly float[] _lows, _highs;   // smallest and largest value known of each interval
    readonly float[] _bounds;         // what a value of a bin but the last is not above

    FeatureBins(bool isCategorical, int count, float[] lows, float[] highs)
    {
        (IsCategorical, Count, _lows, _highs) = (isCategorical, count, lows, highs);
        _bounds = new float[Math.Max(0, lows.Length - 1)];
        for (var i = 0; i < _bounds.Length; i++) _bounds[i] = Threshold(i, i + 1);
    }

    public bool IsCategorical { get; }

    /// <summary>Bins of values that are present.</summary>
    public int Count { get; }

    /// <summary>The bin of missing values.</summary>
    public int Missing => Count;

    /// <summary>The bins of a feature, the same on every rank and for any number of ranks.</summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="maxBins">Bins at the most.</param>
    /// <param name="firstNumber">The number of this rank's first row among all.</param>
    /// <param name="allRows">Rows of all ranks.</param>
    /// <param name="gang">Where the ranks meet.</param>
    public static FeatureBins Of(Dataset rows, int feature, int maxBins, long firstNumber, long allRows, ICollective gang)
    {
        if (rows.Schema[feature].Type == FeatureType.Categorical) return new(true, rows.Schema[feature].Levels.Count, [], []);
        var (random, sample) = (new CounterRandom(0), new List<float>());
        var column = rows.Numeric(feature);
        for (var row = 0; row < column.Length; row++)
            if (!float.IsNaN(column[row]) && rows.Weight(row) > 0 &&
                (allRows <= SampleRows || random.Uniform(firstNumber + row) * allRows < SampleRows)) sample.Add(column[row]);
        var values = gang.AllGather<float>(sample.ToArray()).SelectMany(part => part).ToArray();
        Array.Sort(values);
        var (lows, highs) = (new List<float>(), new List<float>());
        var distinct = 0;
        for (var i = 0; i < values.Length; i++)
            if (i == 0 || values[i] != values[i - 1]) distinct++;
        var (wanted, held) = (distinct <= maxBins ? 0 : (double)values.Length / maxBins, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i] == values[i - 1]) held++;
            else if (lows.Count > 0 && (held < wanted || lows.Count == maxBins)) (highs[^1], held) = (values[i], held + 1);
            else
            {
                lows.Add(values[i]);
                highs.Add(values[i]);
                held = wanted == 0 ? 1 : held - wanted + 1;
            }
        }
        return new(false, lows.Count, [.. lows], [.. highs]);
    }

    /// <summary>The bin of each row.</summary>
    public ushort[] BinsOf(Dataset rows, int feature)
    {
        var bins = new ushort[rows.Rows];
        if (IsCategorical)
        {
            var codes = rows.Codes(feature);
            for (var row = 0; row < bins.Length; row++) bins[row] = (ushort)(codes[row] < 0 ? Missing : codes[row]);
            return bins;
        }
        var column = rows.Numeric(feature);
        for (var row = 0; row < bins.Length; row++) bins[row] = (ushort)(float.IsNaN(column[row]) ? Missing : BinOf(column[row]));
        return bins;
    }

    /// <summary>The value midway between two bins: those of the first are not above it, those of the second are.</summary>
    public float Threshold(int bin, int next)
    {
        var (low, high) = (_highs[bin], _lows[next]);
        var middle = (float)(low / 2.0 + high / 2.0);
        return middle < high ? middle : low;
    }

    int BinOf(float value)
    {
        var (low, high) = (0, _bounds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (value <= _bounds[middle]) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
