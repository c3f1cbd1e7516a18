namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Scales numeric features to mean 0 and standard deviation 1: (x − mean) / deviation. A constant or all-missing feature keeps its scale,
/// so a constant becomes 0. Missing stays missing. Weights count as repetition. One pass; memory 40 bytes a feature.
/// </summary>
public sealed record StandardiseOptions : StepOptions
{
    /// <summary>Whether the mean is subtracted.</summary>
    public bool Centre { get; init; } = true;

    /// <summary>Whether the values are divided by the standard deviation.</summary>
    public bool Scale { get; init; } = true;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var moments = ColumnMoments.Of(rows, places, training);
        return FittedStep.Replace(rows.Schema, places, i =>
        {
            var scale = Scale && moments[i].Variance > 0 ? 1 / Math.Sqrt(moments[i].Variance) : 1;
            return [new ScaleMap(rows.Schema[places[i]], places[i], Centre ? moments[i].Mean : 0, scale)];
        });
    }
}
