using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Scales numeric features by their median and the distance of two quantiles, so that outliers do not matter. A feature whose quantiles are
/// equal keeps its scale. Missing stays missing. Weights count as repetition. Quantiles by <see cref="ValueCounts"/>.
/// </summary>
public sealed record RobustOptions : StepOptions
{
    /// <summary>The lower quantile.</summary>
    [Range(0.0, 0.5)]
    public double Low { get; init; } = 0.25;

    /// <summary>The upper quantile.</summary>
    [Range(0.5, 1.0)]
    public double High { get; init; } = 0.75;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var counts = ValueCounts.Of(rows, places, training);
        return FittedStep.Replace(rows.Schema, places, i =>
        {
            var (low, high) = (counts[i].Quantile(Low), counts[i].Quantile(High));
            var centre = counts[i].Count > 0 ? counts[i].Quantile(0.5) : 0;
            return [new ScaleMap(rows.Schema[places[i]], places[i], centre, high > low ? 1 / (high - low) : 1)];
        });
    }
}
