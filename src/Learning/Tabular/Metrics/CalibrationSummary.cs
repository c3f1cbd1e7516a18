using DistributedML.Numerics;

namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>
/// For bins of equal width over scores from 0 to 1: weight, sum of scores and weight of the positive rows. A score on a bound is in the
/// lower bin. Memory: three numbers a bin.
/// </summary>
public sealed class CalibrationSummary : ISummary<CalibrationSummary, ScoreRow, CalibrationCurve>
{
    readonly double[] _sums;    // by bin: weight, scores, positives

    /// <summary>A summary of no rows.</summary>
    /// <param name="bins">Number of bins; at least 1.</param>
    public CalibrationSummary(int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        _sums = new double[checked(3 * bins)];
    }

    /// <summary>Number of bins.</summary>
    public int Bins => _sums.Length / 3;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The score is not between 0 and 1, or the weight is below 0 or not finite.</exception>
    public void Add(ScoreRow row)
    {
        if (!row.IsCounted()) return;
        if (row.Score is < 0 or > 1) throw new DatasetException($"the score is {row.Score}; expected a probability from 0 to 1");
        var sums = _sums.AsSpan(3 * BinOf(row.Score), 3);
        sums[0] += row.Weight;
        sums[1] += row.Weight * row.Score;
        if (row.Positive) sums[2] += row.Weight;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other summary has other bins.</exception>
    public void Merge(CalibrationSummary other)
    {
        if (Bins != other.Bins) throw new ArgumentException($"a calibration of {other.Bins} bins cannot be merged into one of {Bins}");
        Kernels.AddScaled(_sums, 1, other._sums);
    }

    /// <inheritdoc/>
    public CalibrationCurve Result()
    {
        var bins = _sums.Chunk(3).Where(bin => bin[0] > 0).ToArray();
        return new([.. bins.Select(bin => bin[1] / bin[0])], [.. bins.Select(bin => bin[2] / bin[0])], [.. bins.Select(bin => bin[0])]);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => writer.WriteArray(_sums);

    /// <inheritdoc/>
    public static CalibrationSummary Read(BinaryReader reader)
    {
        var sums = reader.ReadArray<double>();
        if (sums.Length == 0 || sums.Length % 3 != 0)
            throw new InvalidDataException($"a calibration has {sums.Length} numbers; expected three a bin");
        var summary = new CalibrationSummary(sums.Length / 3);
        sums.CopyTo(summary._sums, 0);
        return summary;
    }

    int BinOf(double score)
    {
        var width = 1.0 / Bins;
        var bin = Math.Min((int)(score * Bins), Bins - 1);     // rounding may be off by one: the bounds are width, 2·width, ...
        while (bin > 0 && score <= bin * width) bin--;
        while (bin < Bins - 1 && score > (bin + 1) * width) bin++;
        return bin;
    }
}
