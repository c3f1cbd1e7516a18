using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Keeps the numeric features and columns of sparse blocks that say most about the target, each looked at alone. All values must be present
/// and finite: impute first. A constant column scores lowest; of equal scores the first is kept. Weights count as repetition.
/// </summary>
public sealed record SelectBestOptions : StepOptions
{
    /// <summary>How much a column says.</summary>
    public SelectScore Score { get; init; } = SelectScore.FTest;

    /// <summary>How many columns are kept, unless <see cref="Percent"/> says it.</summary>
    [Range(1, int.MaxValue)]
    public int Count { get; init; } = 10;

    /// <summary>How many of hundred columns are kept, rounded, at least one; null for <see cref="Count"/>.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double? Percent { get; init; }

    /// <summary>
    /// Bins of equal weight in which mutual information sees a numeric column or target with more different values; a column of a sparse
    /// block is 0 or not.
    /// </summary>
    [Range(2, 1_000)]
    public int Bins { get; init; } = 16;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var columns = new SelectableColumns(rows.Schema, PlacesIn(rows.Schema, FeatureType.Numeric, FeatureType.Sparse));
        columns.CheckValues(rows);
        var scores = ColumnScores.Of(columns, rows, Score, Bins, training);
        var count = Percent is { } percent ? Math.Max(1, (int)Math.Round(percent / 100 * columns.Count)) : Count;
        var kept = Enumerable.Range(0, columns.Count)
            .OrderByDescending(column => double.IsNaN(scores[column]) ? double.NegativeInfinity : scores[column]).Take(count).ToHashSet();
        return columns.Keep(kept.Contains);
    }
}
