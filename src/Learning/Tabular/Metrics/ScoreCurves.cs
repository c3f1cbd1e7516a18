namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>What follows from scores of positive and negative rows. Immutable by convention: nobody writes to the arrays.</summary>
/// <param name="Thresholds">The distinct scores, falling.</param>
/// <param name="TruePositives">For each threshold the weight of the positive rows of at least this score.</param>
/// <param name="FalsePositives">For each threshold the weight of the negative rows of at least this score.</param>
public sealed record ScoreCurves(double[] Thresholds, double[] TruePositives, double[] FalsePositives)
{
    /// <summary>The weight of the positive rows.</summary>
    public double Positives => TruePositives.Length == 0 ? 0 : TruePositives[^1];

    /// <summary>The weight of the negative rows.</summary>
    public double Negatives => FalsePositives.Length == 0 ? 0 : FalsePositives[^1];

    /// <summary>
    /// Area under the ROC curve: how probable it is that a positive row has a larger score than a negative one, where equal scores count
    /// half. NaN where there are no positive or no negative rows.
    /// </summary>
    public double RocAuc
    {
        get
        {
            double area = 0, positives = 0, negatives = 0;
            for (var i = 0; i < Thresholds.Length; i++)
            {
                area += (FalsePositives[i] - negatives) / Negatives * ((TruePositives[i] + positives) / Positives) / 2;
                (positives, negatives) = (TruePositives[i], FalsePositives[i]);
            }
            return Thresholds.Length == 0 ? double.NaN : area;
        }
    }

    /// <summary>
    /// Average precision: Σ (recall − recall before) · precision over falling thresholds, without interpolation. NaN where there are no
    /// positive rows.
    /// </summary>
    public double AveragePrecision
    {
        get
        {
            double sum = 0, before = 0;
            for (var i = 0; i < Thresholds.Length; i++)
            {
                sum += (TruePositives[i] - before) * TruePositives[i] / (TruePositives[i] + FalsePositives[i]);
                before = TruePositives[i];
            }
            return sum / Positives;
        }
    }

    /// <summary>The ROC curve from (0, 0) to (1, 1).</summary>
    /// <param name="points">At most so many points, evenly spread over the thresholds, the ends included; at least 2.</param>
    public RocCurve Roc(int points = int.MaxValue)
    {
        var at = Places(points - 1);
        return new(
            [0, .. at.Select(i => FalsePositives[i] / Negatives)], [0, .. at.Select(i => TruePositives[i] / Positives)],
            [double.PositiveInfinity, .. at.Select(i => Thresholds[i])]);
    }

    /// <summary>Precision and recall by rising thresholds; the last point, (1, 0), has none.</summary>
    /// <param name="points">At most so many points, evenly spread over the thresholds, the ends included; at least 2.</param>
    public PrecisionRecallCurve PrecisionRecall(int points = int.MaxValue)
    {
        var at = Places(points - 1);
        Array.Reverse(at);
        return new(
            [.. at.Select(i => TruePositives[i] / (TruePositives[i] + FalsePositives[i])), 1],
            [.. at.Select(i => TruePositives[i] / Positives), 0],
            [.. at.Select(i => Thresholds[i])]);
    }

    int[] Places(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, "points");
        var count = Math.Min(most, Thresholds.Length);
        return [.. Enumerable.Range(1, count).Select(i => (int)((long)i * Thresholds.Length / count) - 1)];
    }
}
