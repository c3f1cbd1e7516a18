using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Brings outliers of numeric features, infinite values too, to bounds. The bounds come from the finite training values. An all-missing
/// feature stays as it is. Missing stays missing. Weights count as repetition. Quantiles by <see cref="ValueCounts"/>.
/// </summary>
public sealed record ClipOptions : StepOptions
{
    /// <summary>Where the bounds come from.</summary>
    public ClipMethod Method { get; init; } = ClipMethod.Quantiles;

    /// <summary>The lower quantile.</summary>
    [Range(0.0, 0.5)]
    public double Low { get; init; } = 0.01;

    /// <summary>The upper quantile.</summary>
    [Range(0.5, 1.0)]
    public double High { get; init; } = 0.99;

    /// <summary>Distances of the quartiles between a quartile and its fence.</summary>
    [Range(0.0, double.MaxValue)]
    public double Factor { get; init; } = 1.5;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var counts = ValueCounts.Of(rows, places, training);
        return FittedStep.Replace(rows.Schema, places, i =>
        {
            var feature = rows.Schema[places[i]];
            if (counts[i].Count == 0) return [new KeepMap(feature, places[i])];
            var (low, high) = Method == ClipMethod.Quantiles ? (counts[i].Quantile(Low), counts[i].Quantile(High)) : Fences(counts[i]);
            return [new ClipMap(feature, places[i], (float)low, (float)high)];
        });
    }

    (double Low, double High) Fences(ValueCounts counts)
    {
        var (low, high) = (counts.Quantile(0.25), counts.Quantile(0.75));
        return (low - Factor * (high - low), high + Factor * (high - low));
    }
}
