using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Keeps the numeric features and columns of sparse blocks whose variance is above a threshold; with 0, all but constant and all-missing
/// ones. Missing and infinite values are left out of the variance. Weights count as repetition.
/// </summary>
public sealed record SelectVarianceOptions : StepOptions
{
    /// <summary>What the variance must be above.</summary>
    [Range(0.0, double.MaxValue)]
    public double Threshold { get; init; }

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric, FeatureType.Sparse);
        var columns = new SelectableColumns(rows.Schema, places);
        var variances = new double[columns.Count];
        var numeric = columns.Numeric.ToArray();
        var moments = ColumnMoments.Of(rows, [.. numeric.Select(column => column.Place)], training);
        for (var i = 0; i < numeric.Length; i++) variances[numeric[i].Column] = moments[i].Variance;
        if (columns.Sparse.Any())
        {
            var total = LearningRows.TotalWeight(rows, training.Gang);
            var sums = columns.SumsByClass(rows, new int[rows.Rows], 1, (_, _, value) => value, training);
            var squares = columns.SumsByClass(rows, new int[rows.Rows], 1, (_, _, value) => (double)value * value, training);
            foreach (var (place, first) in columns.Sparse)
                for (var c = first; c < first + rows.Schema[place].Width; c++)
                    variances[c] = squares[c] / total - sums[c] / total * (sums[c] / total);
        }
        return columns.Keep(column => variances[column] > Threshold);
    }
}
