namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Scales numeric features so that the training rows lie between two values. A constant feature becomes the lower one; an all-missing one
/// stays. Missing stays missing. One pass; memory 40 bytes a feature.
/// </summary>
public sealed record MinMaxOptions : StepOptions
{
    /// <summary>What the smallest training value becomes.</summary>
    public double Low { get; init; }

    /// <summary>What the largest training value becomes; above <see cref="Low"/>.</summary>
    public double High { get; init; } = 1;

    /// <summary>Whether later values outside of the training range become the bounds.</summary>
    public bool Clip { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<OptionError> Check() =>
        double.IsFinite(Low) && double.IsFinite(High) && Low < High ? base.Check()
            : [.. base.Check(), new(nameof(High), High, $"a finite number above Low, {Low}")];

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var moments = ColumnMoments.Of(rows, places, training);
        return FittedStep.Replace(rows.Schema, places, i =>
        {
            var column = moments[i];
            if (column.Weight == 0) return [new KeepMap(rows.Schema[places[i]], places[i])];
            var scale = column.Max > column.Min ? (High - Low) / (column.Max - column.Min) : 1;
            return Clip
                ? [new ScaleMap(rows.Schema[places[i]], places[i], column.Min, scale, Low, Low, High)]
                : [new ScaleMap(rows.Schema[places[i]], places[i], column.Min, scale, Low)];
        });
    }
}
